import type { Endpoints } from '../../endpoint/describe-endpoints.js'
import { httpAnswer } from '../../http/http-answer.js'
import type { Respond } from './answered.js'

/** Asks once a process; what failed is asked for again by the next request. */
const remembered = (describe: () => Promise<Endpoints>): (() => Promise<Endpoints>) => {
  let answer: Promise<Endpoints> | undefined
  return async () => {
    answer ??= describe()
    try {
      return await answer
    } catch (error) {
      answer = undefined
      throw error
    }
  }
}

/** Answers where devices connect, and what they trust there: the same for everybody, and no secret. */
export const answerEndpoints = (endpoints: Endpoints | (() => Promise<Endpoints>)): Respond => {
  const find = typeof endpoints === 'function' ? remembered(endpoints) : () => Promise.resolve(endpoints)
  return async ({ source }, correlationId) => {
    const { dataEndpoint, credentialProviderEndpoint, roots } = await find()
    const answer = httpAnswer(200, { dataEndpoint, credentialProviderEndpoint, roots })
    return { answer, outcome: { correlationId, source, failures: [], kind: 'endpoints-read' } }
  }
}
