const quoteMark = 34
const backslash = 92

/** The index of the mark that closes the string which opens at `start`. */
const endOfString = (json: string, start: number): number => {
  let at = start + 1
  while (json.charCodeAt(at) !== quoteMark) at += json.charCodeAt(at) === backslash ? 2 : 1
  return at
}

/**
 * The first key that an object of this JSON text holds twice; `undefined` where none does.
 *
 * RFC 8259 section 4 leaves the meaning of a repeated name open, and `JSON.parse` keeps the last one silently: a second
 * `Effect` could turn a denial into a grant. Keys are compared after unescaping. The text must be JSON already.
 */
export const findDuplicateKey = (json: string): string | undefined => {
  const open: Set<string>[] = []
  let lastString = ''
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at]
    if (character === '"') {
      const end = endOfString(json, at)
      lastString = json.slice(at, end + 1)
      at = end
    } else if (character === ':') {
      const keys = open.at(-1)
      const key = String(JSON.parse(lastString))
      if (keys?.has(key)) return key
      keys?.add(key)
    } else if (character === '{') open.push(new Set())
    else if (character === '}') open.pop()
  }
  return undefined
}
