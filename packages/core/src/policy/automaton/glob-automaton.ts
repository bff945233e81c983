import { anyOne, anyRun, type GlobToken } from '../evaluate/glob.js'

/** Any run of characters without `/`, or none: what the MQTT wildcard `+` stands for. */
export const anyLevel = 2

export type AutomatonToken = GlobToken | typeof anyLevel

/** Positions in a pattern at which a text may stand, one bit for each; 0 where it cannot fit any more. */
export type Positions = bigint

/** A pattern that reads a text character by character, all of its readings at once. */
export interface GlobAutomaton {
  readonly start: Positions
  /** Characters that it tells apart from all others. */
  readonly characters: readonly string[]
  /** What a step costs, in words of 64 positions. */
  readonly size: number
  step(positions: Positions, character: string): Positions
  accepts(positions: Positions): boolean
  /** The characters with which a text can go on; undefined where that is any. */
  next(positions: Positions): readonly string[] | undefined
}

const none = 0n
const one = 1n

const bitsWhere = <Item>(items: readonly Item[], test: (item: Item) => boolean): bigint =>
  items.reduce((bits, item, index) => (test(item) ? bits | (one << BigInt(index)) : bits), none)

/** Passes over runs, which may be empty. */
const closure = (positions: Positions, runs: bigint): Positions => {
  let all = positions
  for (;;) {
    const wider = all | ((all & runs) << one)
    if (wider === all) return all
    all = wider
  }
}

const lowestPosition = (positions: Positions): number => {
  let position = 0
  while (((positions >> BigInt(position)) & one) === none) position += 1
  return position
}

/** What is left of a pattern and of a root when the text that both begin with is read; undefined where they differ. */
const withoutCommonText = (
  tokens: readonly AutomatonToken[],
  root: string,
): readonly [tokens: readonly AutomatonToken[], root: string] | undefined => {
  const [first, ...rest] = tokens
  if (typeof first !== 'string') return [tokens, root]
  if (first.startsWith(root)) return [[first.slice(root.length), ...rest], '']
  return root.startsWith(first) ? withoutCommonText(rest, root.slice(first.length)) : undefined
}

/** Accepts nothing. */
const nothing: GlobAutomaton = {
  start: none,
  characters: [],
  size: 0,
  step: () => none,
  accepts: () => false,
  next: () => [],
}

/**
 * Builds the automaton of a pattern: position `n` means that the first `n` characters and wildcards are behind.
 *
 * @param root what is read already: texts are taken to continue it.
 */
export const compileGlobAutomaton = (pattern: readonly AutomatonToken[], root = ''): GlobAutomaton => {
  const [tokens, ahead] = withoutCommonText(pattern, root) ?? []
  return tokens === undefined || ahead === undefined ? nothing : automatonOf(tokens, ahead)
}

const automatonOf = (tokens: readonly AutomatonToken[], root: string): GlobAutomaton => {
  const symbols = tokens.flatMap((token): AutomatonToken[] => (typeof token === 'string' ? [...token] : [token]))
  const end = one << BigInt(symbols.length)
  const longRuns = bitsWhere(symbols, (symbol) => symbol === anyRun)
  const runs = longRuns | bitsWhere(symbols, (symbol) => symbol === anyLevel)
  const ones = bitsWhere(symbols, (symbol) => symbol === anyOne)
  const literals = new Map<string, bigint>()
  for (const symbol of symbols) {
    if (typeof symbol === 'string' && !literals.has(symbol)) {
      const places = bitsWhere(symbols, (other) => other === symbol)
      literals.set(symbol, places)
    }
  }
  const step = (positions: Positions, character: string): Positions => {
    if (positions === none) return none
    const passed = positions & (ones | (literals.get(character) ?? none))
    const stayed = positions & (character === '/' ? longRuns : runs)
    return closure((passed << one) | stayed, runs)
  }
  let start = closure(one, runs)
  for (const character of root) start = step(start, character)
  const ahead = start === none ? [] : symbols.slice(lowestPosition(start))
  const told = ahead.filter((symbol) => typeof symbol === 'string')
  return {
    start,
    characters: [...new Set(ahead.includes(anyLevel) ? [...told, '/'] : told)],
    size: Math.ceil((symbols.length + 1) / 64),
    step,
    accepts: (positions) => (positions & end) !== none,
    next: (positions) => {
      if ((positions & (ones | runs)) !== none) return undefined
      const characters: string[] = []
      for (const [character, places] of literals) if ((positions & places) !== none) characters.push(character)
      return characters
    },
  }
}
