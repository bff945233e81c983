import { sha256 } from '@noble/hashes/sha2.js'
import { hexOf } from '../certificate/text/hex.js'
import { freezeDeeply } from '../plan/freeze-deeply.js'
import { type AuditContext, checkContext } from './audit-context.js'
import type { AuditEventBase, AuditEventType, AuditSubject } from './audit-event.js'
import { tell } from './tell.js'
import { tellSubject } from './tell-subject.js'

export const longestCorrelationId = 128
export const longestCode = 128
export const longestMessage = 1024
export const longestField = 256
/** A step's, with two names of AWS IoT in it. */
export const longestStepId = 330

/** What every event says of where and when it happened. */
export interface Setting<Type extends AuditEventType> extends Omit<AuditEventBase, 'version' | 'id'> {
  readonly type: Type
}

/**
 * What an event of a type begins with.
 *
 * @param added - what the event itself knows of whom it is about
 * @throws {AuditError} `audit-option`
 */
export const settingOf = <const Type extends AuditEventType>(
  type: Type,
  context: AuditContext,
  added?: { readonly [Field in keyof AuditSubject]?: string | undefined },
): Setting<Type> => {
  checkContext(context)
  const { at, flow, correlationId } = context
  return {
    at: at.toISOString(),
    flow,
    ...(correlationId === undefined ? undefined : { correlationId: tell(correlationId, longestCorrelationId) }),
    subject: tellSubject({ ...context.subject, ...added }),
    type,
  }
}

/** Each UTF-16 unit as two octets: what is hashed need only be the same for the same text. */
const octetsOf = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length * 2 }, (_, index) => {
    const unit = text.charCodeAt(index >> 1)
    return index % 2 === 0 ? unit >> 8 : unit & 255
  })

/** An event of this content, with the id that follows from it, deeply frozen. */
export const eventOf = <Content extends Setting<AuditEventType>>(
  content: Content,
): Content & Pick<AuditEventBase, 'version' | 'id'> =>
  freezeDeeply({ version: 1, id: hexOf(sha256(octetsOf(JSON.stringify(content)))), ...content })
