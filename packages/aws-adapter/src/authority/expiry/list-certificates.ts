import { ListCACertificatesCommand, ListCertificatesByCACommand, ListCertificatesCommand } from '@aws-sdk/client-iot'
import { callAws } from '../../error/call-aws.js'
import type { ExpiryCalls } from './expiry-calls.js'

/** A certificate as the lists of AWS IoT name it: without its validity. */
export interface ListedCertificate {
  readonly kind: 'authority' | 'device'
  readonly certificateId: string
  readonly status: string
}

interface Listed {
  readonly certificateId?: string | undefined
  readonly status?: string | undefined
}

interface Page {
  readonly certificates?: readonly Listed[] | undefined
  readonly nextMarker?: string | undefined
}

interface PageRequest {
  readonly pageSize: number
  readonly marker?: string
}

/** AWS IoT API Reference, "ListCertificates": the most that a page holds. */
const pageSize = 250

async function* readPages(
  kind: ListedCertificate['kind'],
  ask: (request: PageRequest) => Promise<Page>,
): AsyncGenerator<readonly ListedCertificate[], void, undefined> {
  let marker: string | undefined
  do {
    const { certificates = [], nextMarker } = await ask({ pageSize, ...(marker === undefined ? {} : { marker }) })
    yield certificates.flatMap(({ certificateId, status = 'unknown' }) =>
      certificateId === undefined ? [] : [{ kind, certificateId, status }],
    )
    marker = nextMarker
  } while (marker !== undefined)
}

/** CA certificates, a page at a time. */
export const listAuthorities = (client: ExpiryCalls): AsyncGenerator<readonly ListedCertificate[], void, undefined> =>
  readPages('authority', (request) =>
    callAws('ListCACertificates', {}, () => client.send(new ListCACertificatesCommand(request))),
  )

/** Device certificates, of one CA or of all, a page at a time. */
export const listDevices = (
  client: ExpiryCalls,
  caCertificateId: string | undefined,
): AsyncGenerator<readonly ListedCertificate[], void, undefined> =>
  readPages('device', (request) => {
    if (caCertificateId === undefined) {
      return callAws('ListCertificates', {}, () => client.send(new ListCertificatesCommand(request)))
    }
    const command = new ListCertificatesByCACommand({ ...request, caCertificateId })
    const subject = { field: 'caCertificateId', value: caCertificateId }
    return callAws('ListCertificatesByCA', subject, () => client.send(command))
  })
