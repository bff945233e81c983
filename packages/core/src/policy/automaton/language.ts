import { type AutomatonToken, compileGlobAutomaton, type GlobAutomaton, type Positions } from './glob-automaton.js'

/** A set of texts: those that fit a pattern, and what can be made of such sets. */
export type Language =
  | { readonly kind: 'glob'; readonly automaton: GlobAutomaton }
  | { readonly kind: 'any' | 'every'; readonly of: readonly Language[] }
  | { readonly kind: 'not'; readonly of: Language }

/** The texts that fit a pattern; with a root, those that do so behind it. */
export const globLanguage = (tokens: readonly AutomatonToken[], root?: string): Language => ({
  kind: 'glob',
  automaton: compileGlobAutomaton(tokens, root),
})
export const anyOf = (of: readonly Language[]): Language => ({ kind: 'any', of })
export const everyOf = (...of: readonly Language[]): Language => ({ kind: 'every', of })
export const not = (of: Language): Language => ({ kind: 'not', of })

/** Where every pattern of a language stands. */
export type LanguageState = readonly Positions[]

/** A language that reads a text character by character. */
export interface LanguageMachine {
  readonly start: LanguageState
  /** Characters that it tells apart from all others. */
  readonly characters: ReadonlySet<string>
  /** What a step costs: that of all its patterns, which take it side by side. */
  readonly size: number
  step(state: LanguageState, character: string): LanguageState
  accepts(state: LanguageState): boolean
  /** Whether some continuation may be accepted; a no is certain. */
  isAlive(state: LanguageState): boolean
  /** The characters with which a text can go on, and perhaps some more; undefined where that may be any. */
  next(state: LanguageState): readonly string[] | undefined
}

/** What is said of a text by where the patterns stand after it. */
type Judge = Pick<LanguageMachine, 'accepts' | 'isAlive' | 'next'>

/** Of an intersection, any part's characters will do: the fewest. */
const fewest = (judges: readonly Judge[], state: LanguageState): readonly string[] | undefined => {
  let least: readonly string[] | undefined
  for (const { next } of judges) {
    const choice = next(state)
    if (least === undefined || (choice !== undefined && choice.length < least.length)) least = choice
    if (least !== undefined && least.length < 2) break
  }
  return least
}

const together = (choices: readonly (readonly string[] | undefined)[]): readonly string[] | undefined => {
  const known = choices.filter((choice) => choice !== undefined)
  return known.length === choices.length ? [...new Set(known.flat())] : undefined
}

const judgeOf = (language: Language, automata: GlobAutomaton[]): Judge => {
  switch (language.kind) {
    case 'glob': {
      const { automaton } = language
      const place = automata.push(automaton) - 1
      const at = (state: LanguageState): Positions => state[place] ?? 0n
      return {
        accepts: (state) => automaton.accepts(at(state)),
        isAlive: (state) => at(state) !== 0n,
        next: (state) => automaton.next(at(state)),
      }
    }
    case 'not': {
      const { accepts } = judgeOf(language.of, automata)
      return { accepts: (state) => !accepts(state), isAlive: () => true, next: () => undefined }
    }
    case 'any': {
      const judges = language.of.map((part) => judgeOf(part, automata))
      return {
        accepts: (state) => judges.some(({ accepts }) => accepts(state)),
        isAlive: (state) => judges.some(({ isAlive }) => isAlive(state)),
        next: (state) => together(judges.map(({ next }) => next(state))),
      }
    }
    case 'every': {
      const judges = language.of.map((part) => judgeOf(part, automata))
      return {
        accepts: (state) => judges.every(({ accepts }) => accepts(state)),
        isAlive: (state) => judges.every(({ isAlive }) => isAlive(state)),
        next: (state) => fewest(judges, state),
      }
    }
  }
}

/** All patterns of a language side by side; what is accepted is computed from where they stand. */
export const compileLanguage = (language: Language): LanguageMachine => {
  const automata: GlobAutomaton[] = []
  const judge = judgeOf(language, automata)
  return {
    start: automata.map(({ start }) => start),
    characters: new Set(automata.flatMap(({ characters }) => characters)),
    size: automata.reduce((sum, { size }) => sum + size, 0),
    step: (state, character) => automata.map((automaton, index) => automaton.step(state[index] ?? 0n, character)),
    ...judge,
  }
}

/** Where a language stands after a text. */
export const after = ({ step }: LanguageMachine, text: string, from: LanguageState): LanguageState => {
  let state = from
  for (const character of text) state = step(state, character)
  return state
}

/** Whether a text is one of a language. */
export const includes = (language: Language, text: string): boolean => {
  const machine = compileLanguage(language)
  return machine.accepts(after(machine, text, machine.start))
}
