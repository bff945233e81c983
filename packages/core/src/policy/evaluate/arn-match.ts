import { type GlobToken, matchGlob } from './glob.js'

/** `arn`, partition, service, region, account, resource; colons of the resource are part of it. */
const components = 6

const splitTokens = (tokens: readonly GlobToken[]): readonly (readonly GlobToken[])[] => {
  const parts: GlobToken[][] = [[]]
  for (const token of tokens) {
    const [first = token, ...rest] = typeof token === 'string' ? token.split(':') : []
    parts.at(-1)?.push(first)
    for (const text of rest) {
      if (parts.length < components) parts.push([text])
      else parts.at(-1)?.push(':', text)
    }
  }
  return parts
}

/**
 * Whether an ARN fits a pattern component by component, so that no wildcard reaches over a colon into the next one (IAM,
 * "Amazon Resource Name condition operators"). Undefined where the pattern is no ARN.
 */
export const matchArn = (tokens: readonly GlobToken[], arn: string): boolean | undefined => {
  const expected = splitTokens(tokens)
  if (expected.length < components) return undefined
  const actual = splitTokens([arn])
  const textOf = (index: number): string => (actual[index] ?? []).join('')
  return actual.length === components && expected.every((part, index) => matchGlob(part, textOf(index)))
}
