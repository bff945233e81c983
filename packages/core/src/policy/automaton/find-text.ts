import { alphabetOf } from './alphabet.js'
import { compileLanguage, type Language, type LanguageState } from './language.js'
import { type Effort, fullEffort, search } from './search.js'

/** What a search for an example comes to: one, a proof that there is none, or that this takes more than is searched. */
export type Found<Example> = { readonly example: Example } | 'none' | 'too-large'

/** A shortest text of a language, not empty and made of other characters than those `excluded`. */
export const findText = (
  language: Language,
  excluded: readonly string[] = [],
  effort: Effort = fullEffort(),
): Found<string> => {
  const machine = compileLanguage(language)
  if (!machine.isAlive(machine.start)) return 'none'
  const alphabet = alphabetOf(machine.characters, excluded)
  const result = search<LanguageState, string>({
    start: machine.start,
    key: String,
    effort,
    *moves(state) {
      const next = machine.next(state)?.filter((character) => !excluded.includes(character))
      for (const label of next ?? alphabet) {
        const to = machine.step(state, label)
        effort.left -= machine.size
        if (machine.isAlive(to)) yield { to, label }
      }
    },
    isGoal: machine.accepts,
  })
  return typeof result === 'string' ? result : { example: result.way.join('') }
}
