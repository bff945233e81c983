import type { Plan } from '@thingplan/core'
import type { Snapshot } from '@thingplan/emulator'
import { type Due, lacksOf, statusOf } from '../lacks.js'
import { without } from '../without.js'
import type { Device } from './cast.js'
import { thingGroupName, thingTypeName } from './template.js'

/** What the registry has to look like, said without the SDK. */
export interface DevicesView {
  state(snapshot: Snapshot): unknown
  violations(snapshot: Snapshot): readonly string[]
  remains(snapshot: Snapshot): readonly string[]
}

const dueOf = ({ role, commonName, certificate }: Device, policyName: string): Due => ({
  certificateId: certificate.id,
  thingName: commonName,
  thingTypeName,
  thingGroupName,
  attributes: role === 'known' ? { site: 'north', floor: '2' } : { site: 'north' },
  policyName,
})

export const createDevicesView = (
  devices: readonly Device[],
  plans: readonly Plan[],
  isWithdrawn: () => boolean,
): DevicesView => {
  const withdrawn = devices.filter(({ role }) => role === 'withdrawn')
  // AWS names a policy of a document itself, so that only the plan knows its name.
  const policyNames = plans.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'attach-policy' ? [step.policyName] : [])),
  )
  const policyName = policyNames[0] ?? ''
  return {
    // How far a withdrawn device has come is a matter of chance.
    state: ({ certificates, things, ...others }) => ({
      policies: others.policies,
      certificates: without(
        certificates,
        withdrawn.map(({ certificate }) => certificate.id),
      ),
      things: without(
        things,
        withdrawn.map(({ commonName }) => commonName),
      ),
    }),
    violations: (snapshot) =>
      devices.flatMap((device) => {
        const { role, commonName, certificate } = device
        if (statusOf(snapshot, certificate.id) !== 'ACTIVE') return []
        if (role === 'withdrawn' && isWithdrawn()) return [`${commonName} is ACTIVE, and was withdrawn`]
        return lacksOf(snapshot, dueOf(device, policyName)).map((lack) => `${commonName} is ACTIVE without ${lack}`)
      }),
    remains: (snapshot) =>
      devices.flatMap(({ role, commonName, certificate }) => {
        const status = statusOf(snapshot, certificate.id)
        const expected = role === 'withdrawn' ? 'INACTIVE' : 'ACTIVE'
        return status === expected ? [] : [`${commonName} is ${String(status)}, not ${expected}`]
      }),
  }
}
