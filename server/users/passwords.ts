import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const keyLength = 32
/** 16 MiB and some 50 ms for each guess. */
const cost = { N: 16_384, r: 8, p: 1 }

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt:${salt.toString('hex')}:${(await derive(password, salt)).toString('hex')}`
}

/** Takes as long for a user that does not exist (`stored` is null) as for one that does, so that time tells nothing. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, salt = '', hash = ''] = stored?.split(':') ?? []
  const key = await derive(password, Buffer.from(salt || '00', 'hex'))
  const expected = Buffer.from(hash, 'hex')
  return expected.length === key.length && timingSafeEqual(expected, key)
}
