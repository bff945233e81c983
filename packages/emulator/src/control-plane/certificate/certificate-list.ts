import type { Certificate as CertificateSummary } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import type { DeviceCertificate } from '../../registry/records.js'
import type { Input } from '../../request/input.js'
import { newestFirstPage } from '../../request/page.js'
import type { World } from '../../world.js'

export interface CertificateList {
  readonly certificates: CertificateSummary[]
  readonly nextMarker?: string
}

/** A page of device certificates. */
export const listOf = (world: World, input: Input, records: Iterable<DeviceCertificate>): CertificateList => {
  const { items, next } = newestFirstPage(input, records)
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
