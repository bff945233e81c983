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
export const substitutions = (text: string): readonly Substitution[] =>
  text
    .split(/(\$\{[^}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [, mark, name] = /^\$\{(!?)([^}]*)\}$/.exec(piece) ?? []
      if (name === undefined) return { literal: piece }
      return mark === '!' ? { literal: `\${${name}}` } : { literal: '', name: name.trim() }
    })
