import type { Facts, Question, VerifierAnswer } from '@thingplan/core'
import { errorName } from '../error/error-name.js'
import type { VerifierSource } from './verifier-source.js'
import { within } from './within.js'

const unavailable = (reason: string): VerifierAnswer => ({ outcome: 'unavailable', reason })

/** A source is foreign code: what it says is looked at as an answer of the network would be. The rule that asked bounds the reason. */
const checkAnswer = (answer: VerifierAnswer): VerifierAnswer => {
  const { outcome, reason } = answer ?? {}
  const said = typeof reason === 'string' ? reason : undefined
  if (outcome === 'accepted' || outcome === 'refused') {
    return said === undefined ? { outcome } : { outcome, reason: said }
  }
  return unavailable(outcome === 'unavailable' && said !== undefined ? said : 'the verifier gave no answer that is one')
}

const ask = async (
  question: Question,
  facts: Facts,
  source: VerifierSource | undefined,
  timeoutMs: number,
): Promise<VerifierAnswer> => {
  if (source === undefined) return unavailable('nobody knows this verifier')
  const answered = await within(timeoutMs, () => source(question, facts))
  if (answered.kind === 'timeout') return unavailable(`the verifier did not answer within ${timeoutMs} ms`)
  if (answered.kind === 'error') return unavailable(`the verifier failed with ${errorName(answered.error)}`)
  return checkAnswer(answered.value)
}

/** Asks all open questions at once. Every question gets an answer, if only that there is none. */
export const askVerifiers = async (
  questions: readonly Question[],
  facts: Facts,
  sources: ReadonlyMap<string, VerifierSource>,
  timeoutMs: number,
): Promise<Readonly<Record<string, VerifierAnswer>>> => {
  const answers = await Promise.all(
    questions.map(async (question): Promise<[string, VerifierAnswer]> => {
      return [question.id, await ask(question, facts, sources.get(question.verifier), timeoutMs)]
    }),
  )
  return Object.fromEntries(answers)
}
