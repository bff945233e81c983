import type { CarriedPlan } from '../../audit/carried-plan.js'
import { httpAnswer } from '../../http/http-answer.js'
import { admit } from './admit.js'
import { answerAbout, answerRefusal, type Respond } from './answered.js'
import { readCredential } from './credential.js'
import { prepareKey } from './prepare-key.js'
import { vendCertificate } from './vend-certificate.js'
import type { CheckedVendingOptions } from './vending-handler-options.js'
import type { WireFormat } from './wire-format.js'

/** Answers requests for certificates in a wire format. Nothing is verified, made or issued before the credential holds. */
export const answerCertificate =
  (format: WireFormat, options: CheckedVendingOptions): Respond =>
  async (call, correlationId) => {
    const wish = await format.parse(call, options.ownsDevice === 'nobody')
    const { serialNumber } = wish
    const about = { correlationId, source: call.source, serialNumber, failures: [] }
    const carried: CarriedPlan[] = []
    const answered = await answerAbout(about, async () => {
      const asker = await readCredential(call, serialNumber, wish.token, options)
      const admission = await admit(asker, options)
      if (admission.verdict === 'refuse') return answerRefusal(admission, about)
      const key = await prepareKey(wish, options.subject(serialNumber), options.issuer)
      const { outcome, failures } = await vendCertificate(asker, admission, wish, key, options, carried)
      if (outcome.verdict === 'refuse') return answerRefusal(outcome, { ...about, failures })
      if (outcome.verdict === 'settled') throw new TypeError('a request was settled without an answer')
      const { certificateId, thingName } = outcome.answer
      const answer = httpAnswer(200, await format.write(outcome.answer, key, serialNumber))
      return { answer, outcome: { ...about, failures, kind: 'vended', certificateId, thingName } }
    })
    return { ...answered, carried }
  }
