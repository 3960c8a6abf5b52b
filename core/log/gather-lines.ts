interface LineStream {
  write(text: string): unknown
}

/**
 * Hands lines on together, those of one turn of the event loop in one write: a busy server would spend more on writing a line
 * than on making it. What is left is written when the process ends, however it does, short of a signal that ends it at once.
 */
export function gatherLines(stream: LineStream): LineStream {
  let gathered = ''
  const flush = () => {
    if (gathered === '') return
    const lines = gathered
    gathered = ''
    stream.write(lines)
  }
  process.once('exit', flush)
  return {
    write: (line) => {
      if (gathered === '') setImmediate(flush)
      gathered += line
    },
  }
}
