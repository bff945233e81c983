import type { DeviceRecord } from '@thingplan/core/lifecycle'
import type { Emulator } from '@thingplan/emulator'
import type { Scene } from '../../flow.js'
import {
  certificatesOf,
  isActive,
  lookOnce,
  type RegisteredCertificate,
  thingsOf,
  watchLateAttachments,
} from '../registry-view.js'
import { type Roles, writeWithRoles } from '../roles.js'
import type { VendedDevice } from './device.js'

const violationsOf = (
  { serialNumber, held }: Pick<VendedDevice, 'serialNumber' | 'held'>,
  certificates: readonly RegisteredCertificate[],
): readonly string[] => {
  const active = certificates.filter((each) => each.commonName === serialNumber && isActive(each))
  const found: string[] = []
  if (active.length > 2) found.push(`${serialNumber} has ${active.length} ACTIVE certificates`)
  if (active.some(({ isAttached }) => !isAttached)) {
    found.push(`${serialNumber} has a certificate that is ACTIVE without a thing or a policy`)
  }
  if (held.size > 0 && active.length === 0) found.push(`${serialNumber} was handed a certificate, and has none`)
  return found
}

/** Looks on from the registry's side, without the workers' clients. */
export const lookOn = (
  emulator: Emulator,
  records: ReadonlyMap<string, DeviceRecord>,
  devices: readonly Pick<VendedDevice, 'serialNumber' | 'held'>[],
): Pick<Scene, 'violations' | 'remains' | 'state'> => {
  const late = watchLateAttachments()
  const certificates = (): readonly RegisteredCertificate[] => certificatesOf(emulator.snapshot())

  const remainsOf = (
    { serialNumber, held }: Pick<VendedDevice, 'serialNumber' | 'held'>,
    all: readonly RegisteredCertificate[],
  ): readonly string[] => {
    const record = records.get(serialNumber)
    const currentId = record?.current?.certificateId
    const own = all.filter((each) => each.commonName === serialNumber)
    const active = own.filter(isActive)
    const found: string[] = []
    if (active.length !== 1 || active[0]?.id !== currentId) {
      found.push(`${serialNumber} has ${active.length} ACTIVE certificates, or another than the current one`)
    }
    if (currentId === undefined || !held.has(currentId)) found.push(`${serialNumber} does not have its certificate`)
    if (own.some(({ status }) => status !== 'ACTIVE' && status !== 'REVOKED'))
      found.push(`${serialNumber} has an orphan`)
    if (own.some((each) => !isActive(each) && !late.isClean(each))) {
      found.push(`a certificate of ${serialNumber} is retired, and attached still`)
    }
    if (record?.token?.spentAt === undefined) found.push(`the token of ${serialNumber} is not spent`)
    if (record?.next !== undefined || record?.retiring !== undefined) found.push(`${serialNumber} is not done with`)
    return found
  }

  /** What stays the same whoever has won: of a retired certificate nothing is left that anybody could tell by. */
  const recordOf = ({ serialNumber }: Pick<VendedDevice, 'serialNumber'>): unknown => {
    const record = records.get(serialNumber)
    const { standing, thing, current } = record ?? {}
    return { standing, thing, current: current?.certificateId }
  }

  return {
    violations: lookOnce(emulator, () => {
      const all = certificates()
      late.look(all)
      return devices.flatMap((device) => violationsOf(device, all))
    }),
    remains: () => {
      const all = certificates()
      const names = devices.map(({ serialNumber }) => serialNumber)
      const foreign = all.filter(({ commonName }) => !names.includes(commonName))
      return [
        ...foreign.map(({ commonName }) => `there is a certificate of ${commonName}, who has asked for none`),
        ...devices.flatMap((device) => remainsOf(device, all)),
      ]
    },
    state: () => {
      const roles: Roles = new Map(
        devices.flatMap(({ serialNumber }) => {
          const current = records.get(serialNumber)?.current?.certificateId
          return current === undefined ? [] : [[current, `${serialNumber}/current`]]
        }),
      )
      const snapshot = emulator.snapshot()
      const current = Object.fromEntries(Object.entries(snapshot.certificates).filter(([id]) => roles.has(id)))
      const { policies, thingGroups, thingTypes, billingGroups } = snapshot
      const things = thingsOf(snapshot, roles)
      const registry = { things, policies, thingGroups, thingTypes, billingGroups, certificates: current }
      return writeWithRoles({ registry, records: devices.map(recordOf) }, roles)
    },
  }
}
