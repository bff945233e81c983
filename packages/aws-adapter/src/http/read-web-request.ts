import { type HttpCall, longestBody } from './http-call.js'

/** The body's octets, read no further than they are taken. */
const octetsOf = async (body: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    // Leaving the loop cancels the stream, and so the sender.
    if (length > longestBody) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * The request of a web server, by the standard that Hono, Node's adapters, Deno, Bun and workers share.
 *
 * @param source where it comes from: the address of the connection, or what a proxy says that is one's own.
 */
export const readWebRequest = (request: Request, source: string): HttpCall => ({
  method: request.method.toUpperCase(),
  path: new URL(request.url).pathname,
  header: (name) => request.headers.get(name) ?? undefined,
  body: async () => {
    if (request.body === null) return ''
    const octets = await octetsOf(request.body)
    if (octets === undefined) return undefined
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(octets)
    } catch {
      return undefined
    }
  },
  source,
  origin: request,
})
