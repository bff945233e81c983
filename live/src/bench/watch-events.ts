import { AttachPolicyCommand } from '@aws-sdk/client-iot'
import type { Bench } from './bench.js'
import type { Session } from './devices.js'

/** A registration event, as it was sent. */
export type SentEvent = Readonly<Record<string, unknown>>

export interface EventWatch {
  /** The events of a certificate, in the order of their arrival. */
  eventsOf(certificateId: string): readonly SentEvent[]
  close(): Promise<void>
}

const read = (payload: string): SentEvent => {
  try {
    return Object.fromEntries(Object.entries(Object(JSON.parse(payload))))
  } catch {
    return {}
  }
}

/** Connects a device that may hear of registrations, and nothing else. Policies take a moment to be known everywhere. */
export const watchEvents = async (bench: Bench): Promise<EventWatch> => {
  const topics = '$aws/events/certificates/registered'
  const clientId = bench.name('watch')
  const observer = await bench.registeredDevice('watch', 'ACTIVE')
  const policyName = await bench.policy('watch', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'iot:Connect', Resource: bench.arn(`client/${clientId}`) },
      { Effect: 'Allow', Action: 'iot:Subscribe', Resource: bench.arn(`topicfilter/${topics}/#`) },
      { Effect: 'Allow', Action: 'iot:Receive', Resource: bench.arn(`topic/${topics}/*`) },
    ],
  })
  await bench.client.send(new AttachPolicyCommand({ policyName, target: bench.certificateArn(observer) }))
  const session = await bench.until(async (): Promise<Session | undefined> => {
    const opened = await bench.devices.connect(observer, clientId)
    if (opened !== undefined && (await opened.subscribe(`${topics}/#`)) === 'granted') return opened
    await opened?.close()
    return undefined
  })
  if (session === undefined) throw new Error('the device that watches was not let in')
  return {
    eventsOf: (certificateId) =>
      session.messages.map(({ payload }) => read(payload)).filter((event) => event['certificateId'] === certificateId),
    close: () => session.close(),
  }
}
