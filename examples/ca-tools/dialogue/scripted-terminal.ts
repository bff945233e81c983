import type { Terminal } from './terminal.js'

/** A terminal for tests: with answers somebody sits there, without them nobody does. */
export interface ScriptedTerminal extends Terminal {
  /** What was said, done and complained about. */
  readonly said: readonly string[]
  readonly questions: readonly string[]
}

export const scriptedTerminal = (answers?: readonly string[]): ScriptedTerminal => {
  const said: string[] = []
  const questions: string[] = []
  const left = [...(answers ?? [])]
  const ask = async (question: string): Promise<string> => {
    questions.push(question)
    const answer = left.shift()
    if (answer === undefined) throw new Error(`nothing was prepared for: ${question}`)
    return answer
  }
  const say = (text: string): void => void said.push(text)
  return { isInteractive: answers !== undefined, said, questions, say, done: say, complain: say, ask, askSecret: ask }
}
