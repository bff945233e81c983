/** Strings, with the colon that makes a key of them, and the brackets of objects. */
const marks = /"(?:[^"\\]+|\\.)*"(\s*:)?|[{}]/g

/**
 * The first key that an object of this JSON text holds twice; `undefined` where none does.
 *
 * RFC 8259 section 4 leaves the meaning of a repeated name open, and `JSON.parse` keeps the last one silently. Keys are
 * compared after unescaping. The text must be JSON already.
 */
export const findDuplicateKey = (json: string): string | undefined => {
  const open: Set<string>[] = []
  for (const [mark, colon = ''] of json.matchAll(marks)) {
    if (mark === '{') open.push(new Set())
    if (mark === '}') open.pop()
    if (colon === '') continue
    const key = String(JSON.parse(mark.slice(0, -colon.length)))
    if (open.at(-1)?.has(key)) return key
    open.at(-1)?.add(key)
  }
  return undefined
}
