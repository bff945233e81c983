import type { Certificate } from '@thingplan/core'
import {
  allowRotation,
  decideRotation,
  defineRotation,
  hashKey,
  type RotationFacts,
  type RotationMessage,
  type RotationRecord,
} from '@thingplan/core/lifecycle'
import { certificateFixture } from '@thingplan/core/testing'
import { type InterleaveOptions, interleave, median } from '../measure/interleave.js'
import type { Result } from '../result.js'

interface Move {
  readonly message: RotationMessage
  readonly record: RotationRecord
  readonly facts: RotationFacts
}

const device = '1234'
const keyHashOf = ({ publicKey }: Certificate): string => hashKey(publicKey.spki)

/** Every message of a rotation that goes well, with the record that it meets. */
const wholeRotation = (): readonly Move[] => {
  const vendor = certificateFixture({ subject: { CN: 'vendor', serialNumber: device }, publicKey: 'EC-P256' })
  const operational = certificateFixture({ subject: { CN: device }, publicKey: 'EC-P384', serialNumber: '02' })
  const facts: RotationFacts = {
    rotation: defineRotation({ name: 'sensors' }),
    account: { id: '123456789012', region: 'eu-central-1' },
    now: new Date('2026-06-01T00:00:00Z'),
    currentStatus: 'ACTIVE',
    currentPolicies: ['sensor'],
    request: { keyHash: keyHashOf(operational) },
  }
  const job = { id: 'job-1', deadline: facts.now.getTime() + 3_600_000 }
  const registered = { certificateId: vendor.id, keyHash: keyHashOf(vendor), notAfter: vendor.notAfter.getTime() }
  const messages: readonly ((version: number) => RotationMessage)[] = [
    () => ({ kind: 'registered', ...registered }),
    () => ({ kind: 'offer', job }),
    () => ({ kind: 'request', principal: vendor.id, device, csr: 'csr of the device' }),
    (ofVersion) => ({ kind: 'issued', ofVersion, certificate: operational }),
    (ofVersion) => ({ kind: 'carried-out', ofVersion }),
    () => ({ kind: 'acknowledgement', principal: operational.id, device, certificateId: operational.id }),
    (ofVersion) => ({ kind: 'carried-out', ofVersion }),
  ]
  let record = allowRotation({ device, thingName: `sensor-${device}` })
  return messages.map((messageOf) => {
    const move = { message: messageOf(record.version), record, facts }
    const { decision, record: next } = decideRotation(move.message, record, facts)
    if (decision.verdict !== 'advance' || next === undefined) throw new Error(`refused: ${decision.code}`)
    record = next
    return move
  })
}

const decided = 'a decision, over all messages of a rotation'
const leastPerSecond = 50_000

const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`

/** Deciding on a rotation's messages, without signing: at least 50,000 a second. */
export const measureRotation = (options: InterleaveOptions): Result[] => {
  const moves = wholeRotation()
  const rounds = interleave(
    [{ name: decided, run: () => moves.map(({ message, record, facts }) => decideRotation(message, record, facts)) }],
    options,
  )
  const value = (1_000_000 * moves.length) / median(rounds.get(decided) ?? [])
  return [
    {
      what: `rotation, ${decided}`,
      value,
      measured: perSecond(value),
      budget: `at least ${perSecond(leastPerSecond)}`,
      met: value >= leastPerSecond,
    },
  ]
}
