import type { Scene } from '../../flow.js'
import { certificatesOf, isActive, type RegisteredCertificate } from '../registry-view.js'
import { type Furnished, leaving, ownPolicy, type RemovalKind, sharedPolicy, staying } from './furnish.js'

export interface Onlooker extends Pick<Scene, 'violations' | 'remains' | 'state'> {
  /** Something that somebody has seen, and that must not be. */
  report(sentence: string): void
}

/** Looks on from the registry's side: asks nothing of the workers, and changes nothing. */
export const lookOn = (
  { world: { emulator }, certificates, neighbour, removal }: Furnished,
  { variant }: RemovalKind,
): Onlooker => {
  const reported = new Set<string>()
  const retired = new Set<string>()
  const gone = new Set<string>()
  const all = (): ReadonlyMap<string, RegisteredCertificate> =>
    new Map(certificatesOf(emulator.snapshot()).map((certificate) => [certificate.id, certificate]))

  const look = (): void => {
    const known = all()
    const { things } = emulator.snapshot()
    for (const { id } of certificates) {
      const certificate = known.get(id)
      if (certificate === undefined) gone.add(id)
      else if (gone.has(id)) reported.add('a certificate that was deleted is back')
      if (certificate === undefined) continue
      if (!isActive(certificate)) retired.add(id)
      else if (retired.has(id)) reported.add('a certificate that was retired is ACTIVE again')
      if (isActive(certificate) && things[leaving] === undefined) reported.add('a thing went before its certificate')
    }
    const other = known.get(neighbour.id)
    if (other === undefined || !isActive(other) || !other.isAttached || things[staying] === undefined) {
      reported.add('the device that was to stay was touched')
    }
  }

  return {
    report: (sentence) => {
      reported.add(sentence)
    },
    violations: () => {
      look()
      return [...reported]
    },
    // What the plan says that it leaves is all that may be there; worked out from what it says, not from what it does.
    remains: () => {
      const { things, policies, thingGroups } = emulator.snapshot()
      const known = all()
      const left = new Set(removal.leaves.map(({ kind, name }) => `${kind} ${name}`))
      const found: string[] = []
      for (const { id } of certificates) {
        const isLeft = left.has(`certificate ${id}`)
        if (isLeft !== known.has(id))
          found.push(`a certificate is ${isLeft ? 'gone' : 'left'}, and the plan says otherwise`)
        const status = variant === 'quarantine' ? 'INACTIVE' : 'REVOKED'
        const certificate = known.get(id)
        if (certificate === undefined) continue
        if (certificate.status !== status) found.push(`a certificate is ${certificate.status}, not ${status}`)
        if (variant !== 'quarantine' && certificate.attachments > 0)
          found.push('a certificate that was taken out is attached')
      }
      if ((things[leaving] !== undefined) !== left.has(`thing ${leaving}`)) {
        found.push('the thing is there or not, and the plan says otherwise')
      }
      if ((policies[ownPolicy] !== undefined) !== (variant === 'quarantine'))
        found.push('the policy of the device is left')
      if (policies[sharedPolicy] === undefined) found.push('the policy of others is gone')
      const quarantined = JSON.stringify(thingGroups['quarantine']).includes(leaving)
      if (quarantined !== (variant === 'quarantine')) found.push('the quarantine holds what it should not, or lacks it')
      return found
    },
    state: () => emulator.snapshot(),
  }
}
