import type { RotationRecord } from '@thingplan/core/lifecycle'
import type { Emulator } from '@thingplan/emulator'
import type { Scene } from '../../flow.js'
import { certificatesOf, isActive, lookOnce, type RegisteredCertificate, thingsOf } from '../registry-view.js'
import { writeWithRoles } from '../roles.js'
import type { RotatedDevice } from './device.js'

/** A device, and the state that its rotations are to end in. */
export interface Expected {
  readonly device: RotatedDevice
  readonly end: 'completed' | 'rolled-back'
}

/** Looks on from the registry's side: asks nothing of the workers, and changes nothing. */
export const lookOn = (
  emulator: Emulator,
  records: ReadonlyMap<string, RotationRecord>,
  expected: readonly Expected[],
): Pick<Scene, 'violations' | 'remains' | 'state'> => {
  const ownOf = ({ name, vendor }: RotatedDevice): readonly RegisteredCertificate[] =>
    certificatesOf(emulator.snapshot()).filter(({ id, commonName }) => id === vendor.id || commonName === name)
  const stampOf = ({ thingName }: RotatedDevice): unknown => {
    const { things } = JSON.parse(JSON.stringify(emulator.snapshot()))
    return things[thingName]?.attributes.certificateId
  }

  const violationsOf = (device: RotatedDevice): readonly string[] => {
    const { name } = device
    const active = ownOf(device).filter(isActive)
    const stamp = stampOf(device)
    const found: string[] = []
    if (active.length > 2) found.push(`${name} has ${active.length} ACTIVE certificates`)
    if (!active.some(({ isAttached }) => isAttached)) found.push(`${name} has no certificate that works`)
    if (active.some(({ isAttached }) => !isAttached)) {
      found.push(`${name} has a certificate that is ACTIVE without a thing or a policy`)
    }
    if (!active.some(({ id }) => id === stamp))
      found.push(`the thing of ${name} belongs to a certificate that is not ACTIVE`)
    return found
  }

  const remainsOf = ({ device, end }: Expected): readonly string[] => {
    const { name, vendor, given } = device
    const record = records.get(name)
    const own = ownOf(device)
    const active = own.filter(isActive)
    const held = end === 'completed' ? [...given.values()].at(-1)?.certificate.id : vendor.id
    const found: string[] = []
    if (record?.state !== end) found.push(`${name} is ${record?.state}, not ${end}`)
    if (record?.current?.certificateId !== held) found.push(`${name} does not hold its current certificate`)
    if (active.length !== 1 || active[0]?.id !== held)
      found.push(`${name} has ${active.length} ACTIVE certificates, or another`)
    if (stampOf(device) !== held) found.push(`the thing of ${name} belongs to another certificate`)
    if (own.some(({ status }) => status !== 'ACTIVE' && status !== 'REVOKED')) {
      found.push(`${name} has an orphan`)
    }
    if (own.some((each) => !isActive(each) && each.attachments > 0))
      found.push(`${name} has a retired certificate that is attached`)
    return found
  }

  return {
    violations: lookOnce(emulator, () => expected.flatMap(({ device }) => violationsOf(device))),
    remains: () => expected.flatMap(remainsOf),
    state: () => {
      const roles = new Map(
        expected.flatMap(({ device: { name, vendor } }) => {
          const current = records.get(name)?.current?.certificateId
          return [
            [vendor.id, `${name}/vendor`] as const,
            ...(current === undefined ? [] : [[current, `${name}/current`] as const]),
          ]
        }),
      )
      const snapshot = emulator.snapshot()
      const { certificates, ...others } = snapshot
      const registry = { ...others, things: thingsOf(snapshot, roles) }
      // Certificates that were issued in vain, and revoked, say nothing: how many there are depends on what went wrong.
      const known = Object.fromEntries(Object.entries(certificates).filter(([id]) => roles.has(id)))
      const told = expected.map(({ device: { name } }) => {
        const { state, current, job, previousCertificateId, spentKeyHashes } = records.get(name) ?? {}
        return {
          name,
          state,
          current: current?.certificateId,
          job: job?.id,
          isReplaced: previousCertificateId !== undefined,
          spent: spentKeyHashes?.length,
        }
      })
      return writeWithRoles({ registry, certificates: known, records: told }, roles)
    },
  }
}
