import type { ObjectBody } from './object-reader.js'

export interface ObjectLine {
  /** From 1. */
  readonly lineNumber: number
  /** Bytes before it. */
  readonly offset: number
  readonly bytes: number
  readonly text: string
}

/** The lines of an object, without their line feeds; no more than a line and a piece is held. */
export async function* objectLines(body: ObjectBody): AsyncGenerator<ObjectLine, void, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  let lineNumber = 0
  let offset = 0
  const lineOf = (text: string): ObjectLine => {
    lineNumber += 1
    const line = { lineNumber, offset, bytes: Buffer.byteLength(text), text }
    offset += line.bytes + 1
    return line
  }
  for await (const piece of typeof body === 'string' || body instanceof Uint8Array ? [body] : body) {
    const texts = (rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))).split('\n')
    rest = texts.pop() ?? ''
    for (const text of texts) yield lineOf(text)
  }
  rest += decoder.decode()
  if (rest !== '') yield lineOf(rest)
}
