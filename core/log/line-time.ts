let second = Number.NaN
let written = ''

/** The time of a line as pino writes it, `,"time":"2026-01-31T12:00:00.000Z"`; what changes once a second is made once a second. */
export function writeLineTime(now: number = Date.now()): string {
  const millisecond = now % 1000
  if (now - millisecond !== second) {
    second = now - millisecond
    written = `,"time":"${new Date(second).toISOString().slice(0, -4)}`
  }
  return `${written}${String(millisecond).padStart(3, '0')}Z"`
}
