import { ListCertificatesByCACommand } from '@aws-sdk/client-iot'
import { callAws } from '../error/call-aws.js'
import type { RedriveCalls } from './redrive-calls.js'
import type { PageAddress } from './redrive-marker.js'

/** A certificate as ListCertificatesByCA names it. */
export interface ListedCertificate {
  readonly certificateId: string
  readonly certificateArn: string
  readonly caCertificateId: string
  readonly status: string
  /** When AWS IoT first saw it. */
  readonly createdAt: Date
}

export interface ListedPage {
  /** What asks for this page again. */
  readonly address: PageAddress
  readonly certificates: readonly ListedCertificate[]
}

/** AWS IoT API Reference, "ListCertificatesByCA": the most that a page holds. */
const pageSize = 250

/**
 * The certificates of CAs, one CA after the other, a page at a time, the oldest first: what registers meanwhile comes last, and moves
 * no page.
 *
 * @param from - the page to begin with; default: the first of the first CA
 * @throws {CallError}
 */
export async function* listPages(
  client: RedriveCalls,
  caCertificateIds: readonly string[],
  from?: PageAddress,
): AsyncGenerator<ListedPage, void, undefined> {
  const first = from === undefined ? 0 : caCertificateIds.indexOf(from.caCertificateId)
  for (const [index, caCertificateId] of caCertificateIds.slice(first).entries()) {
    let marker = index === 0 ? from?.marker : undefined
    do {
      const address: PageAddress = { caCertificateId, ...(marker === undefined ? {} : { marker }) }
      const command = new ListCertificatesByCACommand({ ...address, pageSize, ascendingOrder: true })
      const subject = { field: 'caCertificateId', value: caCertificateId }
      const { certificates = [], nextMarker } = await callAws('ListCertificatesByCA', subject, () =>
        client.send(command),
      )
      yield {
        address,
        certificates: certificates.flatMap(({ certificateId, certificateArn, status = 'unknown', creationDate }) =>
          certificateId === undefined || certificateArn === undefined || creationDate === undefined
            ? []
            : [{ certificateId, certificateArn, caCertificateId, status, createdAt: creationDate }],
        ),
      }
      marker = nextMarker
    } while (marker !== undefined)
  }
}
