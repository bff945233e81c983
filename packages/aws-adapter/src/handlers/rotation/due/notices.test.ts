import { type CreateJobCommand, CreateThingCommand, DescribeJobExecutionCommand } from '@aws-sdk/client-iot'
import type { PublishCommand } from '@aws-sdk/client-iot-data-plane'
import { describe, expect, it } from 'vitest'
import { emulateAccount } from '../../../fixtures/emulated-account.js'
import { day, type Fleet, fleetOf, start } from '../../../fixtures/rotation-fleet.js'
import { createJobNotifier } from './create-job-notifier.js'
import { createMessageNotifier } from './create-message-notifier.js'
import { rotateDue } from './rotate-due.js'
import type { RotationNotice } from './rotation-notice.js'

const kinds = ({ progress }: Fleet): string[] => progress.map(({ kind }) => kind)

describe('what devices are told', () => {
  it('by IoT Jobs where they support them, by a message where not', async () => {
    const jobs: CreateJobCommand['input'][] = []
    const messages: { readonly topic: string | undefined; readonly payload: unknown }[] = []
    const account = { id: '123456789012', region: 'eu-central-1' }
    const byJob = createJobNotifier({
      client: { send: async ({ input }) => jobs.push(input) },
      account,
      thingsPerJob: 2,
    })
    const byMessage = createMessageNotifier({
      data: {
        send: async ({ input: { topic, payload } }) => messages.push({ topic, payload: JSON.parse(String(payload)) }),
      },
    })
    const fleet = fleetOf(6, { notifier: ({ group }) => (group === 'north' ? byJob : byMessage) })
    await rotateDue(fleet.options)
    const rotate = { rotate: 'renewal-2026', deadline: start + 30 * day }
    const things = (...numbers: number[]) =>
      numbers.map((number) => `arn:aws:iot:eu-central-1:123456789012:thing/sensor-${number}`)
    expect(jobs.map(({ targets }) => targets)).toEqual([things(0, 2), things(4)])
    expect(jobs.map(({ document }) => JSON.parse(document ?? ''))).toEqual([rotate, rotate])
    expect(jobs[0]?.jobId).toMatch(/^renewal-2026-[0-9a-f]{32}$/)
    expect(messages).toEqual(
      [1, 3, 5].map((number) => ({ topic: `cert-rotation/create-man-cert/SN-${number}/rspn`, payload: rotate })),
    )
  })

  it('by a job that is there for each thing, on the emulator, and made once, however often the run is repeated', async () => {
    const { emulator } = await emulateAccount()
    const { client, account } = emulator
    for (const index of [0, 1, 2]) await client.send(new CreateThingCommand({ thingName: `sensor-${index}` }))
    const notifier = createJobNotifier({ client, account, thingsPerJob: 2 })
    for (const _ of ['first', 'again']) {
      expect(await rotateDue(fleetOf(3, { notifier }).options)).toMatchObject({ offered: 3, untold: 0 })
    }
    const made = emulator.calls.filter(({ name, outcome }) => name === 'CreateJob' && outcome === 'success')
    const jobs = made.map(({ input }) => [Object(input).jobId, Object(input).targets.length])
    expect(jobs.map(([, things]) => things)).toEqual([2, 1])
    for (const [index, [jobId]] of [jobs[0], jobs[0], jobs[1]].map((job) => job ?? []).entries()) {
      const asked = new DescribeJobExecutionCommand({ jobId, thingName: `sensor-${index}` })
      expect((await client.send(asked)).execution?.status).toBe('QUEUED')
    }
  })

  it('only if they were offered something: who has begun, or is refused, is not told', async () => {
    const told: string[] = []
    const notifier = {
      most: 1,
      notify: async ([notice]: readonly RotationNotice[]) => void told.push(notice?.device ?? ''),
    }
    const reasons: Readonly<Record<string, 'job-open' | 'device-closed'>> = {
      'SN-1': 'job-open',
      'SN-2': 'device-closed',
    }
    const fleet = fleetOf(4, { notifier })
    const { tell } = fleet.options.rotations
    const refusing: typeof tell = async (device, message) => {
      const reason = reasons[device]
      if (reason === undefined) return tell(device, message)
      return { kind: 'refused', reason, message: reason, decisions: [] }
    }
    const run = await rotateDue({ ...fleet.options, rotations: { tell: refusing } })
    expect(run).toMatchObject({ offered: 2, begun: 1, refused: 1 })
    expect(told).toEqual(['SN-0', 'SN-3'])
  })

  it("by a message on the predecessor's topics, as their handler answers", async () => {
    const topics: unknown[] = []
    const data = { send: async ({ input: { topic } }: PublishCommand) => topics.push(topic) }
    const notifier = createMessageNotifier({ data, prefix: '/cert-rotation' })
    await rotateDue(fleetOf(1, { notifier }).options)
    expect(topics).toEqual(['/cert-rotation/create-man-cert/SN-0/rspn'])
    const refused = expect.objectContaining({ code: 'lifecycle-option', field: 'prefix' })
    expect(() => createMessageNotifier({ data, prefix: '+' })).toThrow(refused)
  })

  it('with the nonce that their messages have to carry, the same when the run is repeated', async () => {
    const notices: RotationNotice[] = []
    const notifier = { most: 1, notify: async (given: readonly RotationNotice[]) => void notices.push(...given) }
    const fleet = fleetOf(2, { notifier, nonceSecret: new Uint8Array(32).fill(7) })
    await rotateDue(fleet.options)
    await rotateDue(fleet.options)
    const [first, second, again] = notices.map(({ nonce }) => nonce)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(second).not.toBe(first)
    expect(again).toBe(first)
    expect(fleet.offers[0]?.message).toMatchObject({ job: { nonce: first } })
  })

  it('or not at all: that is counted, and ends nothing', async () => {
    const notifier = { most: 2, notify: () => Promise.reject(new Error('down')) }
    const fleet = fleetOf(3, { notifier })
    expect(await rotateDue(fleet.options)).toMatchObject({ status: 'completed', offered: 3, untold: 3 })
    expect(kinds(fleet).filter((kind) => kind === 'untold')).toHaveLength(2)
  })

  it('never shares a job between nonces', async () => {
    const account = { id: '123456789012', region: 'eu-central-1' }
    const notifier = createJobNotifier({ client: { send: async () => ({}) }, account })
    const fleet = fleetOf(2, { notifier, nonceSecret: new Uint8Array(32) })
    expect(await rotateDue(fleet.options)).toMatchObject({ untold: 2 })
  })

  it('takes a job that exists for its own: the answer to its making was lost', async () => {
    const account = { id: '123456789012', region: 'eu-central-1' }
    const exists = Object.assign(new Error('exists'), { name: 'ResourceAlreadyExistsException' })
    const notifier = createJobNotifier({ client: { send: () => Promise.reject(exists) }, account })
    expect(await rotateDue(fleetOf(2, { notifier }).options)).toMatchObject({ untold: 0 })
  })
})
