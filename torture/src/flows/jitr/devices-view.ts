import type { Snapshot } from '@thingplan/emulator'
import { member, texts } from '../../world/read-json.js'
import { type Due, lacksOf, statusOf } from '../lacks.js'
import { without } from '../without.js'
import type { Device } from './cast.js'
import { attributesOf, policyNameOf, thingGroupName, thingNameOf, thingTypeName, type Variant } from './registration.js'

/** What the registry has to look like, said without the SDK. */
export interface DevicesView {
  state(snapshot: Snapshot): unknown
  violations(snapshot: Snapshot): readonly string[]
  remains(snapshot: Snapshot): readonly string[]
}

const dueOf = ({ commonName, certificate }: Device, variant: Variant): Due => ({
  certificateId: certificate.id,
  thingName: thingNameOf(commonName),
  thingTypeName: variant.typeAndGroup ? thingTypeName : undefined,
  thingGroupName: variant.typeAndGroup ? thingGroupName : undefined,
  attributes: { ...attributesOf(variant, commonName), certificateId: certificate.id },
  policyName: policyNameOf(variant, commonName),
})

/** What becomes of a device's own certificate, when all is done. */
const finalStatus: Readonly<Record<Device['role'], string>> = {
  ordinary: 'ACTIVE',
  successor: 'ACTIVE',
  unwanted: 'INACTIVE',
  impostor: 'PENDING_ACTIVATION',
  withdrawn: 'INACTIVE',
}

const violationsOf = (
  device: Device,
  variant: Variant,
  isWithdrawn: boolean,
  snapshot: Snapshot,
): readonly string[] => {
  const { role, commonName, certificate, owner } = device
  const status = statusOf(snapshot, certificate.id)
  const ownerStatus = owner && statusOf(snapshot, owner.id)
  if (role === 'impostor' && ownerStatus !== 'ACTIVE') return [`the owner of the thing of ${commonName} was retired`]
  if (status !== 'ACTIVE') return []
  if (role === 'unwanted' || role === 'impostor') return [`${commonName} is ACTIVE, and was to be refused`]
  if (role === 'withdrawn' && isWithdrawn) return [`${commonName} is ACTIVE, and was withdrawn`]
  return lacksOf(snapshot, dueOf(device, variant)).map((lack) => `${commonName} is ACTIVE without ${lack}`)
}

export const createDevicesView = (
  devices: readonly Device[],
  variant: Variant,
  isWithdrawn: () => boolean,
): DevicesView => {
  const byRole = (role: Device['role']): readonly Device[] => devices.filter((device) => device.role === role)
  const known = devices.flatMap(({ certificate, owner }) => [certificate.id, ...(owner ? [owner.id] : [])])
  const thingNames = devices.map(({ commonName }) => thingNameOf(commonName))
  const withdrawn = byRole('withdrawn')
  // A policy of its own is made beside the thing, before anybody knows that the thing is another's.
  const uncertainPolicies = [...withdrawn, ...(variant.policy === 'per-device' ? byRole('impostor') : [])]
  return {
    // How far the registration of a withdrawn device has come is a matter of chance.
    state: ({ certificates, policies, things, thingGroups, thingTypes, ...others }) => ({
      ...others,
      thingTypes,
      certificates: without(
        certificates,
        withdrawn.map(({ certificate }) => certificate.id),
      ),
      policies: without(
        policies,
        uncertainPolicies.map(({ commonName }) => policyNameOf(variant, commonName)),
      ),
      things: without(
        things,
        withdrawn.map(({ commonName }) => thingNameOf(commonName)),
      ),
      thingGroups: Object.keys(thingGroups),
    }),
    violations: (snapshot) => [
      ...devices.flatMap((device) => violationsOf(device, variant, isWithdrawn(), snapshot)),
      ...Object.keys(snapshot.certificates).flatMap((id) => (known.includes(id) ? [] : [`${id} is nobody's`])),
    ],
    remains: (snapshot) => [
      ...devices.flatMap(({ role, commonName, certificate }) => {
        const status = statusOf(snapshot, certificate.id)
        return status === finalStatus[role] ? [] : [`${commonName} is ${String(status)}, not ${finalStatus[role]}`]
      }),
      ...Object.entries(snapshot.things).flatMap(([name, thing]) => [
        ...(thingNames.includes(name) ? [] : [`thing ${name} is nobody's`]),
        ...texts(member(thing, 'principals')).flatMap((id) =>
          known.includes(id) ? [] : [`${id} is attached to ${name}, and nobody's`],
        ),
      ]),
    ],
  }
}
