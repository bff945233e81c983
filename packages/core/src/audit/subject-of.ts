import type { Certificate } from '../certificate/certificate.js'
import type { AuditSubject } from './audit-event.js'
import { tellSubject } from './tell-subject.js'

/**
 * What the audit trail says of a certificate: its id, and of its subject `title`, `serialNumber` and 2.5.4.44, each the first of
 * its kind; cut at 256 characters.
 *
 * @example
 * ```ts
 * import { subjectOf } from '@thingplan/core/audit'
 * import { certificateFixture } from '@thingplan/core/testing'
 *
 * const certificate = certificateFixture({ subject: { CN: 'pump-7', title: 'iot', serialNumber: '20481234' } })
 * subjectOf(certificate).thingCategory // => 'iot'
 * subjectOf(certificate).serialNumber // => '20481234'
 * ```
 */
export const subjectOf = ({ id, subject }: Pick<Certificate, 'id' | 'subject'>): AuditSubject =>
  tellSubject({
    certificateId: id,
    thingCategory: subject.get('title'),
    serialNumber: subject.get('serialNumber'),
    productId: subject.get('2.5.4.44'),
  })
