import type { Certificate as CertificateSummary } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import type { DeviceCertificate } from '../../registry/records.js'
import { type Input, optionalFlag } from '../../request/input.js'
import { securityPage } from '../../request/page.js'
import type { World } from '../../world.js'

export interface CertificateList {
  readonly certificates: CertificateSummary[]
  readonly nextMarker?: string
}

/** A page of certificates: newest first, unless `ascendingOrder` is asked for. */
export const listOf = (world: World, input: Input, records: Iterable<DeviceCertificate>): CertificateList => {
  const oldestFirst = [...records].sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
  const ordered = optionalFlag(input, 'ascendingOrder') ? oldestFirst : oldestFirst.reverse()
  const { items, next } = securityPage(input, ordered)
  return {
    certificates: items.map(({ id, status, mode, createdAt }) => ({
      certificateArn: arnOf(world.account, 'cert', id),
      certificateId: id,
      status,
      certificateMode: mode,
      creationDate: new Date(createdAt),
    })),
    ...(next === undefined ? {} : { nextMarker: next }),
  }
}
