/** What can be detached. */
export type AttachmentKind = 'principal' | 'policy'

/** A detachment that was asked for and has not taken effect yet. */
export interface Detachment {
  readonly kind: AttachmentKind
  /** Thing name, or policy name. */
  readonly left: string
  /** Certificate id, or the ARN of a policy's target. */
  readonly right: string
  readonly effectiveAt: Date
}
