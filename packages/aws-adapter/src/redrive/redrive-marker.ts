import { quote } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'

/** A page of the certificates of one CA. */
export interface PageAddress {
  readonly caCertificateId: string
  /** Of AWS IoT; absent for the first page. */
  readonly marker?: string
}

/** AWS IoT API Reference, "ListCertificatesByCA": the form of a marker. */
const written = /^([0-9a-f]{64})(?::([A-Za-z0-9+/]{1,1024}={0,2}))?$/

export const writeMarker = ({ caCertificateId, marker }: PageAddress): string =>
  marker === undefined ? caCertificateId : `${caCertificateId}:${marker}`

/**
 * Where to go on, among the CAs of this run.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const readMarker = (text: string, caCertificateIds: readonly string[]): PageAddress => {
  const [, caCertificateId, marker] = written.exec(text) ?? []
  if (caCertificateId !== undefined && caCertificateIds.includes(caCertificateId)) {
    return { caCertificateId, ...(marker === undefined ? {} : { marker }) }
  }
  throw new AdapterError('adapter-option', `${quote(text)} is no marker of these CAs`, {
    field: 'marker',
    value: text,
    remedy: 'give the marker that the earlier run has told, with the same CAs in the same order',
  })
}
