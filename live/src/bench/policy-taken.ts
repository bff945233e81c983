import type { Check, Observation } from '../check/check.js'
import type { Bench } from './bench.js'

/** A check whether CreatePolicy takes a document. */
export const policyTaken = (
  about: Pick<Check, 'id' | 'page' | 'fact' | 'reading'>,
  document: (bench: Bench) => object,
  /** What the SDK goes by. */
  isTaken: boolean,
): Check => ({
  ...about,
  calls: ['CreatePolicy'],
  observe: async (bench): Promise<Observation> => {
    const answer = await bench.answerTo(() => bench.policy('policy', document(bench)))
    return { observed: answer, asRead: (answer === 'accepted') === isTaken }
  },
})

/** A document of one statement that lets nobody do anything of use. */
export const documentWith = (bench: Bench, statement: object): object => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'iot:Connect', Resource: bench.arn(`client/${bench.name('nobody')}`), ...statement },
  ],
})
