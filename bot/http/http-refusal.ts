/** A request that is not done, with what is told about it. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal'
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.status = status
  }
}

/** Tells nothing of what was wrong. */
export const unauthorized = new HttpRefusal(401, 'The request is not authenticated.')
