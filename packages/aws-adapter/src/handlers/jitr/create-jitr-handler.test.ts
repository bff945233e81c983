import { CreateThingCommand, DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { askVerifier } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { failedMessages, sqsEvent } from '../../fixtures/invocations.js'
import { mockIot } from '../../fixtures/mock-client.js'
import { registrationOf } from '../../fixtures/registration-of.js'
import { known, waitingDevice } from '../../fixtures/waiting-device.js'
import { createJitrHandler } from './create-jitr-handler.js'
import type { JitrDelivery, JitrHandlerOptions } from './jitr-options.js'
import type { JitrOutcome } from './jitr-outcome.js'

const sensors = registrationOf('sensors')

describe('createJitrHandler, behind a rule', () => {
  it('answers with the outcome', async () => {
    const iot = mockIot()
    const device = waitingDevice()
    known(iot, device)
    await expect(createJitrHandler({ registration: sensors, client: iot.client })(device.event)).resolves.toMatchObject(
      {
        kind: 'registered',
        certificateId: device.certificateId,
        registration: 'sensors',
        decision: { verdict: 'accept' },
        execution: { status: 'completed' },
      },
    )
  })

  it.each([
    ['ThrottlingException', 'jitr-retryable', true],
    ['ECONNRESET', 'jitr-retryable', true],
    ['SomethingNewException', 'jitr-retryable', true],
    ['AccessDeniedException', 'jitr-failed', false],
  ])(
    'throws when AWS answers %s, so that Lambda tries again and then sends the event on',
    async (name, code, retryable) => {
      const iot = mockIot()
      iot.mock.on(DescribeCertificateCommand).rejects(awsError(name))
      const { event, certificateId } = waitingDevice()
      await expect(createJitrHandler({ registration: sensors, client: iot.client })(event)).rejects.toMatchObject({
        name: 'JitrError',
        code,
        value: certificateId,
        outcome: { kind: 'failed', reason: 'describe-failed', certificateId, retryable },
      })
    },
  )

  it.each([
    ['fails', () => Promise.reject(new Error('down'))],
    ['says that it does not know yet', async () => ({ outcome: 'unavailable' as const, reason: 'busy' })],
  ])('throws while a verifier %s, and activates nothing', async (_what, inventory) => {
    const iot = mockIot()
    const device = waitingDevice()
    known(iot, device)
    const registration = registrationOf('asking', askVerifier('inventory'))
    const handler = createJitrHandler({ registration, client: iot.client, verifiers: { inventory } })
    await expect(handler(device.event)).rejects.toMatchObject({
      code: 'jitr-undecided',
      outcome: { kind: 'undecided', decision: { verdict: 'undecided' } },
    })
    expect(failedMessages(await handler(sqsEvent(device.event)))).toEqual(['m-0'])
    expect(new Set(iot.sent())).toEqual(new Set(['DescribeCertificate']))
  })

  it('throws when a step fails, with the execution inside', async () => {
    const iot = mockIot()
    const device = waitingDevice()
    known(iot, device)
    iot.mock.on(CreateThingCommand).rejects(awsError('InvalidRequestException'))
    await expect(createJitrHandler({ registration: sensors, client: iot.client })(device.event)).rejects.toMatchObject({
      code: 'jitr-failed',
      outcome: {
        kind: 'failed',
        reason: 'execution-failed',
        execution: { status: 'failed' },
        remedy: expect.any(String),
      },
    })
    expect(iot.sent()).not.toContain('UpdateCertificate')
  })

  it.each([undefined, null, 'text', [], { Records: [{ EventSource: 'aws:sns' }] }])(
    'refuses the invocation %j, which is none of its own',
    async (event) => {
      const handler = createJitrHandler({ registration: sensors, client: mockIot().client })
      await expect(handler(event)).rejects.toMatchObject({ name: 'AdapterError', code: 'event-shape' })
    },
  )

  it('throws for an object that is no event, and calls nobody', async () => {
    const iot = mockIot()
    const handler = createJitrHandler({ registration: sensors, client: iot.client })
    await expect(handler({ hello: 'world' })).rejects.toMatchObject({
      code: 'jitr-failed',
      outcome: { kind: 'failed', reason: 'event-malformed', retryable: false },
    })
    expect(iot.sent()).toEqual([])
  })
})

describe('createJitrHandler, behind SQS', () => {
  it('sends back one poison message of ten, and no other', async () => {
    const iot = mockIot()
    const devices = Array.from({ length: 9 }, (_, index) => waitingDevice({ subject: { CN: `device-${index}` } }))
    known(iot, ...devices)
    const bodies: unknown[] = devices.map(({ event }) => event)
    bodies.splice(4, 0, '{"certificateId":')
    const response = await createJitrHandler({ registration: sensors, client: iot.client })(sqsEvent(...bodies))
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-4' }] })
    expect(iot.sent().filter((name) => name === 'UpdateCertificate')).toHaveLength(9)
  })

  it('answers a batch without failures with an empty list', async () => {
    const iot = mockIot()
    const device = waitingDevice()
    known(iot, device)
    const response = await createJitrHandler({ registration: sensors, client: iot.client })(sqsEvent(device.event))
    expect(response).toEqual({ batchItemFailures: [] })
  })

  it('sends back what can succeed later and what never will, but not what is refused', async () => {
    const iot = mockIot()
    const throttled = waitingDevice({ subject: { CN: 'throttled' } })
    const revoked = waitingDevice({ subject: { CN: 'revoked' }, description: { status: 'REVOKED' } })
    const fine = waitingDevice({ subject: { CN: 'fine' } })
    known(iot, throttled, revoked, fine)
    iot.mock
      .on(DescribeCertificateCommand, { certificateId: throttled.certificateId })
      .rejects(awsError('ThrottlingException'))
    const handler = createJitrHandler({ registration: sensors, client: iot.client })
    const response = await handler(sqsEvent(throttled.event, revoked.event, fine.event, 'poison'))
    expect(failedMessages(response)).toEqual(['m-0', 'm-3'])
  })

  it('reads base64 bodies and what an error action has wrapped', async () => {
    const iot = mockIot()
    const device = waitingDevice()
    known(iot, device)
    const base64 = Buffer.from(JSON.stringify(device.event)).toString('base64')
    const handler = createJitrHandler({ registration: sensors, client: iot.client })
    const response = await handler(sqsEvent(base64, { base64OriginalPayload: base64, failures: [] }))
    expect(response).toEqual({ batchItemFailures: [] })
    expect(iot.sent().filter((name) => name === 'DescribeCertificate')).toHaveLength(1)
  })

  it('survives a client that throws what is no error', async () => {
    const send = (): never => {
      throw 'out of order'
    }
    const handler = createJitrHandler({ registration: sensors, client: { send } })
    expect(failedMessages(await handler(sqsEvent(waitingDevice().event)))).toEqual(['m-0'])
  })

  it('works on no more messages at once than allowed', async () => {
    let now = 0
    let most = 0
    const answer = (): Promise<never> => {
      now += 1
      most = Math.max(most, now)
      return new Promise((_resolve, reject) => {
        setImmediate(() => {
          now -= 1
          reject(awsError('ThrottlingException'))
        })
      })
    }
    const events = Array.from({ length: 10 }, (_, index) => waitingDevice({ subject: { CN: `device-${index}` } }).event)
    const handler = createJitrHandler({ registration: sensors, client: { send: answer }, concurrency: 3 })
    expect(failedMessages(await handler(sqsEvent(...events)))).toHaveLength(10)
    expect(most).toBe(3)
  })
})

describe('createJitrHandler, onOutcome', () => {
  const device = waitingDevice()

  it('tells every outcome with its delivery', async () => {
    const iot = mockIot()
    known(iot, device)
    const told: [JitrOutcome, JitrDelivery][] = []
    const onOutcome: JitrHandlerOptions['onOutcome'] = (...args) => {
      told.push(args)
    }
    const handler = createJitrHandler({ registration: sensors, client: iot.client, onOutcome })
    await handler(sqsEvent(device.event, 'poison'))
    await handler(device.event)
    expect(
      told.map(([{ kind }, { source, messageId, event, duplicate }]) => [kind, source, messageId, event, duplicate]),
    ).toEqual(
      expect.arrayContaining([
        ['registered', 'sqs', 'm-0', device.event, false],
        ['failed', 'sqs', 'm-1', undefined, false],
        ['registered', 'rule', undefined, device.event, true],
      ]),
    )
  })

  it.each<[string, JitrHandlerOptions['onOutcome'] & {}]>([
    ['throws', () => JSON.parse('')],
    ['rejects', () => Promise.reject(new Error('the log is full'))],
    ['never ends', () => new Promise(() => {})],
  ])('registers all the same when it %s', async (_what, onOutcome) => {
    const iot = mockIot()
    known(iot, device)
    const handler = createJitrHandler({ registration: sensors, client: iot.client, onOutcome, sourceTimeoutMs: 100 })
    await expect(handler(device.event)).resolves.toMatchObject({ kind: 'registered' })
  })

  it('cannot change what others are told: neither this answer nor that to the next event', async () => {
    const iot = mockIot()
    known(iot, device)
    const onOutcome = (outcome: object): void => {
      Object.assign(outcome, { kind: 'failed' })
    }
    const handler = createJitrHandler({ registration: sensors, client: iot.client, onOutcome })
    expect(await handler(sqsEvent(device.event, device.event))).toEqual({ batchItemFailures: [] })
    await expect(handler(device.event)).resolves.toMatchObject({ kind: 'registered' })
  })
})
