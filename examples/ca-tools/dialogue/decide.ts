import { UsageError } from '../command-line/usage-error.js'
import type { Terminal } from './terminal.js'

export interface Question {
  /** What says it on the command line, without dashes. */
  readonly flag: string
  readonly question: string
}

/** Yes or no: from the command line, or asked; Enter means what is suggested. */
export const decide = async (
  terminal: Terminal,
  said: boolean | undefined,
  { flag, question, suggestion }: Question & { readonly suggestion: boolean },
): Promise<boolean> => {
  if (said !== undefined) return said
  if (!terminal.isInteractive) throw missing(`\`--${flag}\` or \`--no-${flag}\``)
  for (;;) {
    const answer = (await terminal.ask(`${question} [${suggestion ? 'Y/n' : 'y/N'}]`)).trim().toLowerCase()
    if (answer === '') return suggestion
    if (answer === 'y' || answer === 'yes') return true
    if (answer === 'n' || answer === 'no') return false
  }
}

/** A text: from the command line, or asked; Enter means what is suggested. */
export const enter = async (
  terminal: Terminal,
  said: string | undefined,
  { flag, question, suggestion }: Question & { readonly suggestion: string },
): Promise<string> => {
  if (said !== undefined) return said
  if (!terminal.isInteractive) throw missing(`\`--${flag}\``)
  const answer = (await terminal.ask(`${question} [${suggestion}]`)).trim()
  return answer === '' ? suggestion : answer
}

const missing = (flags: string): UsageError => new UsageError('nobody is here to be asked', `say ${flags}`)
