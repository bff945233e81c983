/** A link has at most 65,535 characters (service model, `S3FileUrl`), and base64 makes four of three. */
const largestPiece = 48_000

/** A report of a registration task, written line by line and read by links. */
export class TaskReport {
  readonly #pieces: string[] = []

  append(line: object): void {
    const text = `${JSON.stringify(line)}\n`
    const last = this.#pieces.at(-1)
    if (last === undefined || Buffer.byteLength(last) + Buffer.byteLength(text) > largestPiece) this.#pieces.push(text)
    else this.#pieces[this.#pieces.length - 1] = last + text
  }

  /** `data:` URLs take the place of AWS's pre-signed ones: `fetch` reads them, and nothing leaves the process. */
  get links(): readonly string[] {
    return this.#pieces.map((piece) => `data:application/json;base64,${Buffer.from(piece).toString('base64')}`)
  }
}
