const dayLength = 86_400_000

const digits = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'))
const twoDigits = digits.slice(0, 100).map((text) => text.slice(1))

let day = Number.NaN
let date = ''

/**
 * A moment in milliseconds as `Date.prototype.toISOString` writes it, several times as fast, since a list and a log have many
 * of the same day. Between the years 0 and 9999.
 */
export function writeMoment(moment: number): string {
  const today = Math.floor(moment / dayLength)
  if (today !== day) {
    day = today
    date = new Date(today * dayLength).toISOString().slice(0, 11)
  }
  const time = moment - today * dayLength
  const [hour, minute] = [Math.floor(time / 3_600_000), Math.floor(time / 60_000) % 60]
  return `${date}${twoDigits[hour]}:${twoDigits[minute]}:${twoDigits[Math.floor(time / 1000) % 60]}.${digits[time % 1000]}Z`
}
