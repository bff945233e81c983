/** For the character that no pattern tells apart, in this order. */
const plain = [...'xyzabcdefghijklmnopqrstuvw0123456789']

/** A character that is none of those given. */
const another = (characters: ReadonlySet<string>): string => {
  const found = plain.find((character) => !characters.has(character))
  if (found !== undefined) return found
  let codePoint = 0x100
  while (characters.has(String.fromCodePoint(codePoint))) codePoint += 1
  return String.fromCodePoint(codePoint)
}

/** Every character that is told apart, and one that stands for all others. */
export const alphabetOf = (characters: ReadonlySet<string>, excluded: readonly string[]): readonly string[] => [
  another(new Set([...characters, ...excluded])),
  ...[...characters].filter((character) => !excluded.includes(character)),
]
