import { ListCertificatesCommand, type Certificate as ListedCertificate } from '@aws-sdk/client-iot'
import { callAws } from '../error/call-aws.js'
import type { SweepCalls } from './sweep-calls.js'

/** AWS IoT API Reference, "ListCertificates": the largest page. */
const pageSize = 250

/** All certificates of the account, page by page. */
export async function* listCertificates(client: SweepCalls): AsyncGenerator<ListedCertificate, void, undefined> {
  let marker: string | undefined
  do {
    const command = new ListCertificatesCommand({ pageSize, ...(marker === undefined ? {} : { marker }) })
    const listed = await callAws('ListCertificates', {}, () => client.send(command))
    yield* listed.certificates ?? []
    marker = listed.nextMarker
  } while (marker !== undefined)
}
