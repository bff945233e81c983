import { type Account, decide, defineRegistration, execute, type Plan } from '@thingplan/core'
import { type Move, type MoveStage, planMove } from '@thingplan/core/lifecycle'
import { describe, expect, it } from 'vitest'
import { createIotDriver } from '../driver/create-iot-driver.js'
import { type EmulatedAccount, emulateAccount, account as here } from '../fixtures/emulated-account.js'
import { pauses } from '../fixtures/pauses.js'
import { removalFactsOf } from './facts-of-state.js'
import { readDeviceState } from './read-device-state.js'

const thingName = 'sensor-1'
const policy = {
  name: 'sensors',
  document: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }],
  },
} as const
const registration = defineRegistration({
  name: 'fleet',
  rules: [],
  profiles: [{ thing: { name: '<%= certificate.attributes.subject.CN %>' }, policies: [policy] }],
})

type Certificate = Awaited<ReturnType<EmulatedAccount['issue']>>

const driverFor = ({ emulator }: EmulatedAccount, account: Account) =>
  createIotDriver({ client: emulator.client, account, sleep: pauses().sleep })

/** The device knocks, and the registration decides on it, as its handler does. */
const decideOn = async (world: EmulatedAccount, certificate: Certificate, account: Account): Promise<Plan> => {
  await world.knock(certificate)
  const decision = decide(registration, { certificate, account, now: new Date('2026-06-01') })
  if (decision.verdict !== 'accept') throw new Error(decision.verdict)
  return decision.plan
}

const plannedOf = (move: Move): readonly MoveStage[] => {
  if (move.verdict === 'plan') return move.stages
  throw new Error(move.code)
}

describe('a move', () => {
  it.each<[string, Account]>([
    ['another account', { id: '210987654321', region: here.region }],
    ['another region', { id: here.id, region: 'us-east-1' }],
  ])(
    'to %s: the device works in one of the two places at every moment, and in the end only there',
    async (_, there) => {
      const source = await emulateAccount()
      const target = await emulateAccount({ accountId: there.id, region: there.region })
      const certificate = await source.issue({ CN: thingName })
      const worksIn = ({ emulator }: EmulatedAccount): boolean =>
        emulator.connectDevice(certificate.pem, thingName).accepted
      await execute(await decideOn(source, certificate, here), driverFor(source, here))
      expect(worksIn(source)).toBe(true)

      const { client } = source.emulator
      const state = await readDeviceState({ client, account: here, thingName })
      const [found] = state.certificates
      const move = planMove({
        registration: await decideOn(target, certificate, there),
        removal: { name: 'fleet', account: here, ...removalFactsOf(state) },
        certificateMode: found?.certificateMode ?? 'DEFAULT',
        caCertificateMode: found?.ca?.certificateMode ?? 'DEFAULT',
      })
      const [register, prove, remove] = plannedOf(move)
      if (register?.stage !== 'register' || remove?.stage !== 'remove') throw new Error('stages are missing')

      expect(await execute(register.plan, driverFor(target, there))).toMatchObject({ status: 'completed' })
      expect(prove).toEqual({ stage: 'prove', certificateId: certificate.id })
      expect([worksIn(source), worksIn(target)]).toEqual([true, true])

      expect(await execute(remove.plan, driverFor(source, here))).toMatchObject({ status: 'completed' })
      expect([worksIn(source), worksIn(target)]).toEqual([false, true])
      expect(source.emulator.snapshot().things).toEqual({})
    },
  )
})
