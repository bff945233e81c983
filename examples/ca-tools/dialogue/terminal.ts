import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { UsageError } from '../command-line/usage-error.js'

/** Where a person sits, or nobody. */
export interface Terminal {
  /** Whether somebody can answer. */
  readonly isInteractive: boolean
  say(text: string): void
  /** Says what was done. */
  done(text: string): void
  complain(text: string): void
  ask(question: string): Promise<string>
  /** Asks for what must not be seen: nothing of the answer appears. */
  askSecret(question: string): Promise<string>
}

type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean }
type Output = NodeJS.WritableStream & { readonly isTTY?: boolean }

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, written) => written() })

/** `terminal` makes readline take the keys itself, so that the system does not show them either. */
const answerTo = async (question: string, input: Input, output: Output, terminal: boolean): Promise<string> => {
  const abandoned = new AbortController()
  const dialogue = createInterface({ input, output, terminal, historySize: 0 })
  dialogue.once('close', () => abandoned.abort())
  dialogue.once('SIGINT', () => dialogue.close())
  try {
    return await dialogue.question(question, { signal: abandoned.signal })
  } catch {
    throw new UsageError('not answered: nothing was done')
  } finally {
    dialogue.close()
  }
}

export const openTerminal = (input: Input, output: Output, errors: Output): Terminal => ({
  isInteractive: input.isTTY === true && output.isTTY === true,
  say: (text) => void output.write(`${text}\n`),
  done: (text) => void output.write(`✓ ${text}\n`),
  complain: (text) => void errors.write(`✗ ${text}\n`),
  ask: (question) => answerTo(`${question} `, input, output, true),
  askSecret: async (question) => {
    output.write(`${question} `)
    try {
      return await answerTo('', input, nowhere(), true)
    } finally {
      output.write('\n')
    }
  },
})
