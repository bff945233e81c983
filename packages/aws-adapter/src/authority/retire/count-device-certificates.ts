import {
  type CertificateStatus,
  ListCertificatesByCACommand,
  type ListCertificatesByCAResponse,
} from '@aws-sdk/client-iot'
import { callAuthority } from '../register/call-authority.js'

/** The call that lists the device certificates of a CA. An `IoTClient` fits without a cast. */
export interface DeviceCertificateCalls {
  send(command: ListCertificatesByCACommand): Promise<ListCertificatesByCAResponse>
}

/** The device certificates of a CA that AWS IoT knows. */
export interface DeviceCertificateCount {
  readonly total: number
  /** Those that a device connects with, or is about to: neither INACTIVE nor REVOKED. */
  readonly inUse: number
}

/** AWS IoT API Reference, "ListCertificatesByCA": the most that a page holds. */
const pageSize = 250

const retired: ReadonlySet<CertificateStatus | undefined> = /* @__PURE__ */ new Set<CertificateStatus>([
  'INACTIVE',
  'REVOKED',
])

/**
 * Counts page by page, in constant memory.
 *
 * @throws {AuthorityError} `authority-throttled`
 * @throws {CallError}
 */
export const countDeviceCertificates = async (
  client: DeviceCertificateCalls,
  caCertificateId: string,
): Promise<DeviceCertificateCount> => {
  let total = 0
  let inUse = 0
  let marker: string | undefined
  do {
    const page = { caCertificateId, pageSize, ...(marker === undefined ? {} : { marker }) }
    const listed = await callAuthority('ListCertificatesByCA', caCertificateId, () =>
      client.send(new ListCertificatesByCACommand(page)),
    )
    const certificates = listed.certificates ?? []
    total += certificates.length
    // A status that is not known counts as use: what nobody understands is not taken away.
    inUse += certificates.filter(({ status }) => !retired.has(status)).length
    marker = listed.nextMarker
  } while (marker !== undefined)
  return { total, inUse }
}
