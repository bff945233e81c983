import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { failedMessages, sqsEvent } from '../../fixtures/invocations.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { sensors } from '../../fixtures/sensors.js'
import { waitingDevice } from '../../fixtures/waiting-device.js'
import { createJitrHandler } from './create-jitr-handler.js'
import type { JitrHandlerOptions } from './jitr-options.js'
import type { JitrOutcome } from './jitr-outcome.js'

const devices = Array.from({ length: 10 }, (_, index) => waitingDevice({ subject: { CN: `device-${index}` } }))
const events = devices.map(({ event }) => event)
const invocationMs = 30_000

const messagesOf = (positions: Iterable<number>): readonly string[] =>
  [...positions].sort((left, right) => left - right).map((position) => `m-${position}`)

/** AWS IoT as it is when it says nothing of some certificates, for ever, and of the others after so many milliseconds. */
const describeAfter = ({ mock }: MockedIot, hanging: ReadonlySet<number>, ms: number): void => {
  mock.on(DescribeCertificateCommand).callsFake(async ({ certificateId }) => {
    const position = devices.findIndex((device) => device.certificateId === certificateId)
    if (hanging.has(position)) return new Promise(() => {})
    await new Promise((resolve) => setTimeout(resolve, ms))
    return { certificateDescription: { ...devices[position]?.description } }
  })
}

interface Answered {
  readonly failed: readonly string[]
  readonly outcomes: ReadonlyMap<string, JitrOutcome>
  /** What was left of the invocation. */
  readonly leftMs: number
}

const answerBatch = async (
  iot: MockedIot,
  bodies: readonly unknown[],
  options: Partial<JitrHandlerOptions> = {},
): Promise<Answered> => {
  vi.setSystemTime(0)
  const outcomes = new Map<string, JitrOutcome>()
  const handler = createJitrHandler({
    registration: sensors,
    client: iot.client,
    onOutcome: (outcome, { messageId = '' }) => void outcomes.set(messageId, outcome),
    ...options,
  })
  const context = { getRemainingTimeInMillis: (): number => invocationMs - Date.now() }
  let leftMs = Number.NaN
  const answering = handler(sqsEvent(...bodies), context).then((response) => {
    leftMs = context.getRemainingTimeInMillis()
    return response
  })
  await vi.advanceTimersByTimeAsync(2 * invocationMs)
  return { failed: failedMessages(await answering), outcomes, leftMs }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})

afterEach(() => {
  vi.useRealTimers()
})

it.each([1, 3, 10])('a batch is worked on %d at a time, and no more', async (concurrency) => {
  const iot = mockIot()
  let [underWay, most] = [0, 0]
  iot.mock.on(DescribeCertificateCommand).callsFake(async () => {
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise((resolve) => setTimeout(resolve, 50))
    underWay -= 1
    throw awsError('ResourceNotFoundException')
  })
  await answerBatch(iot, events, { concurrency })
  expect(most).toBe(concurrency)
})

describe('messages that hang', () => {
  it.each([1, 2, 5])('take nothing of the time of the nine others, %d at a time', async (concurrency) => {
    const iot = mockIot()
    describeAfter(iot, new Set([0]), 50)
    const { failed, outcomes, leftMs } = await answerBatch(iot, events, { concurrency })
    expect(failed).toEqual(['m-0'])
    expect(outcomes.get('m-0')).toMatchObject({ kind: 'failed', reason: 'deadline', begun: true, retryable: true })
    expect(leftMs).toBeGreaterThan(0)
  })

  it('are the only ones that go back, whichever they are and however many', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(9)),
        fc.integer({ min: 1, max: 10 }),
        fc.nat(200),
        async (positions, concurrency, ms) => {
          const iot = mockIot()
          describeAfter(iot, new Set(positions), ms)
          const { failed, outcomes, leftMs } = await answerBatch(iot, events, { concurrency })
          expect([...failed].sort()).toEqual(messagesOf(positions))
          expect(outcomes.size).toBe(events.length)
          expect(leftMs).toBeGreaterThan(0)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('are worked on no more once their share is over', async () => {
    const iot = mockIot()
    const [device] = devices
    iot.mock.on(DescribeCertificateCommand).callsFake(async ({ certificateId }) => {
      if (certificateId === device?.certificateId) await new Promise((resolve) => setTimeout(resolve, 10_000))
      return { certificateDescription: { ...devices.find((one) => one.certificateId === certificateId)?.description } }
    })
    const { failed } = await answerBatch(iot, events, { concurrency: 1 })
    expect(failed).toEqual(['m-0'])
    // It was described, and too late for anything else.
    expect(iot.sent().filter((name) => name === 'DescribeCertificate')).toHaveLength(10)
    expect(iot.sent().filter((name) => name === 'CreateThing')).toHaveLength(9)
  })

  it('have a share also where listeners hang, each of which is waited for in its own', async () => {
    const iot = mockIot()
    describeAfter(iot, new Set([0]), 50)
    const { failed, leftMs } = await answerBatch(iot, events, {
      concurrency: 1,
      onOutcome: () => new Promise(() => {}),
    })
    expect(failed).toEqual(['m-0'])
    expect(leftMs).toBeGreaterThan(0)
  })
})

describe('messages that nobody comes to', () => {
  it('go back untouched, and their outcomes say so', async () => {
    const iot = mockIot()
    describeAfter(iot, new Set(), 12_000)
    const { failed, outcomes } = await answerBatch(iot, events, { concurrency: 5, reserveMs: 5_000 })
    const untouched = [...outcomes].filter(([, outcome]) => outcome.kind === 'failed' && outcome.begun === false)
    expect(failed.length).toBeGreaterThan(0)
    for (const [messageId, outcome] of untouched) {
      expect(failed).toContain(messageId)
      expect(outcome).toMatchObject({ reason: 'deadline', retryable: true })
    }
    const begun = new Set(
      iot.mock.commandCalls(DescribeCertificateCommand).map(({ args }) => args[0].input.certificateId),
    )
    expect(untouched.length + begun.size).toBe(events.length)
  })
})

describe('poison among messages', () => {
  const [good] = devices
  const foreign = { Type: 'Notification', Message: 'of another queue' }
  const forged = { ...good?.event, certificateId: 'ee'.repeat(32) }
  const ofAnotherAccount = { ...good?.event, awsAccountId: '999999999999' }
  const poison: readonly (readonly [what: string, body: unknown, comesBack: boolean, outcome: object])[] = [
    ['corrupt', '{"certificateId":', true, { reason: 'event-malformed', retryable: false }],
    ['foreign', foreign, true, { reason: 'event-malformed', retryable: false }],
    ['oversized', `{"${'x'.repeat(300_000)}":1}`, true, { reason: 'event-malformed', retryable: false }],
    ['forged', forged, false, { kind: 'refused', reason: 'certificate-unknown' }],
    ['of another account', ofAnotherAccount, false, { kind: 'refused', reason: 'rejected' }],
    ['a duplicate', good?.event, false, { kind: 'registered' }],
  ]

  const withGood = async (body: unknown): Promise<Answered & { readonly iot: MockedIot }> => {
    const iot = mockIot()
    iot.mock.on(DescribeCertificateCommand).rejects(awsError('ResourceNotFoundException'))
    const { certificateId } = good?.event ?? {}
    iot.mock
      .on(DescribeCertificateCommand, { certificateId: certificateId ?? '' })
      .resolves({ certificateDescription: { ...good?.description } })
    return { ...(await answerBatch(iot, [good?.event, body, good?.event])), iot }
  }

  it.each(poison)('%s is classified, and disturbs no other', async (_what, body, comesBack, outcome) => {
    const { failed, outcomes } = await withGood(body)
    expect(failed).toEqual(comesBack ? ['m-1'] : [])
    expect(outcomes.get('m-1')).toMatchObject(outcome)
    expect(outcomes.get('m-0')).toMatchObject({ kind: 'registered' })
    expect(outcomes.size).toBe(3)
  })

  it.each(poison.filter(([, , comesBack]) => comesBack))(
    '%s says that it is for the dead-letter queue, since it fails each time',
    async (_what, body) => {
      const { outcomes } = await withGood(body)
      expect(outcomes.get('m-1')).toMatchObject({ remedy: expect.stringContaining('dead-letter queue') })
    },
  )

  it('a duplicate costs no call', async () => {
    const { iot } = await withGood(good?.event)
    expect(iot.mock.commandCalls(DescribeCertificateCommand)).toHaveLength(1)
  })
})
