import type { Relation } from '../registry/relation.js'
import type { World } from '../world.js'
import type { AttachmentKind } from './detachment.js'

const keyOf = (kind: AttachmentKind, left: string, right: string): string => [kind, left, right].join('\n')

const attachmentsOf = ({ registry }: World, kind: AttachmentKind): Pick<Relation<unknown>, 'has' | 'unlink'> =>
  kind === 'principal' ? registry.thingPrincipals : registry.policyTargets

/** Detaches at once, or begins to: until its time has come, the attachment is listed, in force, and in the way of deleting. */
export const detach = (world: World, kind: AttachmentKind, left: string, right: string): boolean => {
  const attachments = attachmentsOf(world, kind)
  const delay = world.detachDelays[kind]
  if (delay === 0) return attachments.unlink(left, right)
  if (!attachments.has(left, right)) return false
  const key = keyOf(kind, left, right)
  if (!world.registry.detachments.has(key)) {
    const effectiveAt = new Date(world.clock().getTime() + delay)
    world.registry.detachments.set(key, { kind, left, right, effectiveAt })
  }
  return true
}

/** An attachment that was asked for once more is no longer to be detached. */
export const keepAttached = ({ registry }: World, kind: AttachmentKind, left: string, right: string): void => {
  registry.detachments.delete(keyOf(kind, left, right))
}

/** Carries out the detachments whose time has come. */
export const finishDetachments = (world: World): void => {
  const { detachments } = world.registry
  if (detachments.size === 0) return
  const now = world.clock().getTime()
  for (const [key, { kind, left, right, effectiveAt }] of detachments) {
    if (effectiveAt.getTime() > now) continue
    detachments.delete(key)
    attachmentsOf(world, kind).unlink(left, right)
  }
}
