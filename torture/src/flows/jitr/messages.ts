import type { RegisteredEvent } from '@thingplan/emulator'
import type { Delivery } from '../../flow.js'

/** A message of the queue, and what the handler has to say of it where it is poison. */
export interface Message extends Delivery {
  readonly body: string
  /** Reasons or kinds of outcomes; undefined where there is an outcome as of any other device. */
  readonly expected: readonly string[] | undefined
}

const ofDevice = (event: RegisteredEvent, id: string): Message => ({
  id,
  isPoison: false,
  body: JSON.stringify(event),
  expected: undefined,
})

const longerThanAnyEvent = `{"certificateId":"${'a'.repeat(300_000)}"}`

/** Nobody looks twice at a certificate that is ACTIVE; and a read that is behind does not know it yet. */
const foreign = ['rejected', 'already-active', 'certificate-unknown']

/** Corrupt, foreign and oversized messages; two of them name a device that waits to be registered. */
const poison = (event: RegisteredEvent): readonly Message[] =>
  [
    { name: 'half', body: JSON.stringify(event).slice(0, 120), expected: ['event-malformed'] },
    { name: 'empty', body: '', expected: ['event-malformed'] },
    { name: 'list', body: '[1,2,3]', expected: ['event-malformed'] },
    { name: 'oversized', body: longerThanAnyEvent, expected: ['event-malformed'] },
    { name: 'mistyped', body: JSON.stringify({ ...event, certificateId: 7 }), expected: ['event-malformed'] },
    {
      name: 'unknown',
      body: JSON.stringify({ ...event, certificateId: 'ab'.repeat(32) }),
      expected: ['certificate-unknown'],
    },
    { name: 'foreign-account', body: JSON.stringify({ ...event, awsAccountId: '210987654321' }), expected: foreign },
    { name: 'foreign-ca', body: JSON.stringify({ ...event, caCertificateId: 'cd'.repeat(32) }), expected: foreign },
  ].map(({ name, body, expected }) => ({ id: `poison-${name}`, isPoison: true, body, expected }))

/** The messages of a scene: one for each event, one more of the first device, which has knocked twice, and poison. */
export const writeMessages = (events: readonly [RegisteredEvent, ...RegisteredEvent[]]): readonly Message[] => [
  ...events.map((event, index) => ofDevice(event, `event-${index}`)),
  ofDevice({ ...events[0], timestamp: events[0].timestamp + 1_000 }, 'event-0-again'),
  ...poison(events[0]),
]
