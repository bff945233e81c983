/** What a report is read from: a whole text, or pieces of it as they come. */
export type ReportText = string | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** The lines of a text that comes in pieces, without those that are empty; no more than a line and a piece is held. */
export async function* reportLines(text: ReportText): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const piece of typeof text === 'string' ? [text] : text) {
    const lines = (rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') yield line
  }
  rest += decoder.decode()
  if (rest.trim() !== '') yield rest
}
