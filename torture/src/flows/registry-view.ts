import type { Emulator, Snapshot } from '@thingplan/emulator'

/** A certificate of the registry. */
export interface RegisteredCertificate {
  readonly id: string
  readonly commonName: string
  readonly status: string
  /** Has a thing, and a policy: it can be used, where it is ACTIVE. */
  readonly isAttached: boolean
  /** How many policies and things it has. */
  readonly attachments: number
}

export const isActive = ({ status }: RegisteredCertificate): boolean => status === 'ACTIVE'

export const certificatesOf = ({ certificates }: Snapshot): readonly RegisteredCertificate[] =>
  Object.entries(certificates).map(([id, entry]) => {
    const { subject, status, policies, things } = JSON.parse(JSON.stringify(entry))
    const counts = [policies.length, Object.keys(things).length]
    const isAttached = counts.every((count) => count > 0)
    const attachments = counts.reduce((sum, count) => sum + count, 0)
    return { id, commonName: String(subject).replace('CN=', ''), status, isAttached, attachments }
  })

/**
 * Watches what is attached to certificates that are REVOKED. A worker that was asleep attaches to one what it set out to attach, finds that
 * it may not activate it, and keeps its hands off: its execution names what it leaves. That is litter, and nobody can use it.
 */
export interface LateAttachments {
  look(certificates: readonly RegisteredCertificate[]): void
  /** Whether a certificate is out with nothing attached but what came later. */
  isClean(certificate: RegisteredCertificate): boolean
}

export const watchLateAttachments = (): LateAttachments => {
  const least = new Map<string, number>()
  const littered = new Set<string>()
  return {
    look: (certificates) => {
      for (const { id, status, attachments } of certificates) {
        if (status !== 'REVOKED') continue
        const before = least.get(id) ?? attachments
        if (attachments > before) littered.add(id)
        least.set(id, Math.min(before, attachments))
      }
    },
    isClean: ({ id, attachments }) => attachments === 0 || littered.has(id),
  }
}

/** Things without the certificates that are not theirs any more. */
export const thingsOf = ({ things }: Snapshot, certificates: ReadonlyMap<string, unknown>): object =>
  Object.fromEntries(
    Object.entries(things).map(([name, entry]) => {
      const { principals, ...thing } = JSON.parse(JSON.stringify(entry))
      return [name, { ...thing, principals: principals.filter((id: string) => certificates.has(id)) }]
    }),
  )

/** Looks again only where something was asked since, so that looking at every request costs little. */
export const lookOnce = (emulator: Emulator, look: () => readonly string[]): (() => readonly string[]) => {
  let lookedAt = -1
  let seen: readonly string[] = []
  return () => {
    if (lookedAt === emulator.calls.length) return seen
    lookedAt = emulator.calls.length
    seen = look()
    return seen
  }
}
