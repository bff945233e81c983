import { X509Certificate } from 'node:crypto'
import { X509Certificate as PeculiarCertificate } from '@peculiar/x509'
import { fromBER } from 'asn1js'
import forge from 'node-forge'
import { Certificate as PkijsCertificate } from 'pkijs'

/** Reads the certificate by node:crypto, and its subject as text. */
export const readByNodeCrypto = (pem: string): string => new X509Certificate(pem).subject

/** Reads the certificate by node-forge, which parses names with it. */
export const readByNodeForge = (pem: string): number => forge.pki.certificateFromPem(pem).subject.attributes.length

/** Reads the certificate by @peculiar/x509, and its subject as JSON; names are parsed at the first look. */
export const readByPeculiar = (pem: string): number => new PeculiarCertificate(pem).subjectName.toJSON().length

const bytesOf = (pem: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'))

/** Reads the certificate by pkijs, which has no PEM reader of its own. */
export const readByPkijs = (pem: string): number =>
  new PkijsCertificate({ schema: fromBER(bytesOf(pem)).result }).subject.typesAndValues.length
