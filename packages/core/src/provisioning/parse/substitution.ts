/** A piece of the text of `Fn::Sub`: the author's words, or the name of a variable. */
export interface Substitution {
  readonly literal: string
  readonly name?: string
}

/**
 * Splits the text of `Fn::Sub`: `${Name}` is a variable, `${!Name}` stands for the characters `${Name}`.
 *
 * AWS IoT does not spell the grammar out; CloudFormation's is taken (unconfirmed).
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html
 */
export const substitutions = (text: string): readonly Substitution[] => {
  const pieces: Substitution[] = []
  let end = 0
  // By hand: a regular expression would look for the end of every `${` of a text that has none, anew each time.
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', end)) {
    const close = text.indexOf('}', start)
    if (close === -1) break
    if (start > end) pieces.push({ literal: text.slice(end, start) })
    end = close + 1
    const name = text.slice(start + 2, close)
    pieces.push(name.startsWith('!') ? { literal: `\${${name.slice(1)}}` } : { literal: '', name: name.trim() })
  }
  return end < text.length ? [...pieces, { literal: text.slice(end) }] : pieces
}
