import { AttachPolicyCommand } from '@aws-sdk/client-iot'
import type { Observation } from '../check/check.js'
import type { Bench } from './bench.js'
import { documentWith } from './policy-taken.js'

/** What a device is granted whose policy ends in an escape: the star itself, and any other text. */
export const tryEscape = async (
  bench: Bench,
  escaped: string,
  expected: 'granted' | 'refused',
): Promise<Observation> => {
  const clientId = bench.name('device')
  const device = await bench.registeredDevice('device', 'ACTIVE')
  const policyName = bench.name('policy')
  const answer = await bench.answerTo(() =>
    bench.policy('policy', {
      Version: '2012-10-17',
      Statement: [
        ...Reflect.get(documentWith(bench, { Resource: bench.arn(`client/${clientId}`) }), 'Statement'),
        { Effect: 'Allow', Action: 'iot:Subscribe', Resource: bench.arn(`topicfilter/${clientId}/${escaped}`) },
      ],
    }),
  )
  if (answer !== 'accepted') return { observed: answer, asRead: false }
  await bench.client.send(new AttachPolicyCommand({ policyName, target: bench.certificateArn(device) }))
  const granted = async (filter: string): Promise<string> => {
    const session = await bench.until(() => bench.devices.connect(device, clientId))
    const grant = await session?.subscribe(`${clientId}/${filter}`)
    await session?.close()
    return grant ?? 'not let in'
  }
  const [star, other] = [await granted('*'), await granted('x')]
  return { observed: `the star is ${star}, other text ${other}`, asRead: star === expected && other === 'refused' }
}
