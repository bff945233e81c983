import { isRecord } from '../check-options.js'
import { asking, concluded, passed, refused } from '../make-finding.js'
import { oneLine } from '../one-line.js'
import type { Answers } from '../question.js'
import { textLike } from '../reader/text-like.js'
import type { Rule } from '../rule.js'

const verifierName = /* @__PURE__ */ textLike(/^[A-Za-z0-9_-]{1,64}$/, 'registration-rule')

/** The answer under a key of its own; anything that is no answer counts as unavailable. */
const answerTo = (id: string, verifiers: Answers['verifiers']): { outcome: string; reason: string } | undefined => {
  if (!isRecord(verifiers) || !Object.hasOwn(verifiers, id)) return undefined
  const answer: unknown = verifiers[id]
  const { outcome, reason } = isRecord(answer) ? answer : {}
  if (typeof outcome !== 'string') return { outcome: 'unavailable', reason: 'the answer is malformed' }
  return { outcome, reason: typeof reason === 'string' ? oneLine(reason) : '' }
}

/**
 * Asks somebody outside: a verifier, which an adapter reaches by its name.
 *
 * Until there is an answer the decision is `undecided` and holds the question `verifier:<name>`; the answer is given at
 * `facts.answers.verifiers['verifier:<name>']`. Only `accepted` lets the device in, only `refused` refuses it; an
 * unavailable verifier, or an answer that is none, leaves the decision undecided.
 *
 * @param verifier - 1 to 64 of `A-Za-z0-9_-`.
 * @throws {RegistrationError} `registration-rule` for another name.
 * @example
 * ```ts
 * import { askVerifier } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const rule = askVerifier('inventory')
 * const answers = { verifiers: { 'verifier:inventory': { outcome: 'accepted' } } } as const
 *
 * rule.evaluate(factsFixture()).questions?.[0]?.id // => 'verifier:inventory'
 * rule.evaluate(factsFixture({ answers })).findings[0]?.code // => 'verifier-accepted'
 * ```
 */
export const askVerifier = (verifier: string): Rule => {
  verifierName(verifier, 'askVerifier.verifier')
  const id = `verifier:${verifier}`
  return Object.freeze<Rule>({
    name: id,
    verifiers: Object.freeze([verifier]),
    evaluate: ({ certificate, answers }) => {
      const answer = answerTo(id, answers?.verifiers)
      const evidence = { verifier, ...(answer?.reason ? { reason: answer.reason } : undefined) }
      if (answer?.outcome === 'accepted') {
        return concluded(passed(id, 'verifier-accepted', `verifier ${verifier} accepted the device`, evidence))
      }
      if (answer?.outcome === 'refused') {
        const remedy = 'ask the owner of the verifier'
        const message = `verifier ${verifier} refused the device`
        return concluded(refused(id, 'verifier-refused', message, { field: 'answers.verifiers', ...evidence, remedy }))
      }
      const finding =
        answer === undefined
          ? refused(id, 'verifier-not-asked', `verifier ${verifier} has not been asked yet`, evidence)
          : refused(id, 'verifier-unavailable', `verifier ${verifier} gave no answer`, evidence)
      return asking(finding, { kind: 'verifier', id, verifier, certificateId: certificate.id })
    },
  })
}
