import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Certificate, GeneralName, KeyUsage, Name } from '@thingplan/core'
import { escapeAttributeValue } from '../../src/certificate/name/escape-attribute-value.js'

const run = promisify(execFile)

/** What `openssl x509` says about a certificate. */
export interface OpensslWords {
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  readonly notBefore: string
  readonly notAfter: string
  readonly fingerprint: string
  readonly signatureAlgorithm: string
  readonly basicConstraints: string | undefined
  readonly keyUsage: string | undefined
  readonly subjectAltName: readonly string[]
  readonly subjectKeyIdentifier: string | undefined
  readonly authorityKeyIdentifier: string | undefined
}

const extensionNames =
  'subjectAltName,basicConstraints,keyUsage,subjectKeyIdentifier,authorityKeyIdentifier,extendedKeyUsage'

const lineAfter = (text: string, start: string): string => text.split('\n').find((line) => line.startsWith(start)) ?? ''

const extensionText = (text: string, name: string): string | undefined =>
  new RegExp(`^X509v3 ${name}: .*\\n +(.*)$`, 'm').exec(text)?.[1]?.trim()

const valueAfter = (text: string, start: string): string => lineAfter(text, start).slice(start.length)

/** Names whose text OpenSSL writes in a form of its own; their kind is compared, their text is not. */
const withoutFreeText = (name: string): string => name.replace(/^(othername|DirName):.*/, '$1')

/** Asks `openssl x509`. */
export const askOpenssl = async (path: string): Promise<OpensslWords> => {
  const nameOptions = 'esc_2253,esc_ctrl,utf8,dump_nostr,dump_der,sep_comma_plus,oid'
  const omitted = 'no_header,no_version,no_serial,no_validity,no_issuer,no_subject,no_pubkey,no_sigdump,no_extensions'
  const { stdout: wrapped } = await run('openssl', [
    ...['x509', '-in', path, '-noout', '-subject', '-issuer', '-nameopt', nameOptions, '-serial'],
    ...[
      '-dates',
      '-dateopt',
      'iso_8601',
      '-fingerprint',
      '-sha256',
      '-text',
      '-certopt',
      omitted,
      '-ext',
      extensionNames,
    ],
  ])
  // Long numbers continue behind a backslash.
  const stdout = wrapped.replaceAll('\\\n', '')
  const alternativeNames = extensionText(stdout, 'Subject Alternative Name')?.split(', ') ?? []
  return {
    subject: valueAfter(stdout, 'subject='),
    issuer: valueAfter(stdout, 'issuer='),
    serial: valueAfter(stdout, 'serial='),
    notBefore: valueAfter(stdout, 'notBefore='),
    notAfter: valueAfter(stdout, 'notAfter='),
    fingerprint: valueAfter(stdout, 'sha256 Fingerprint='),
    signatureAlgorithm: /Signature Algorithm: (\S+)/.exec(stdout)?.[1] ?? '',
    basicConstraints: extensionText(stdout, 'Basic Constraints'),
    keyUsage: extensionText(stdout, 'Key Usage'),
    subjectAltName: alternativeNames.map(withoutFreeText),
    subjectKeyIdentifier: extensionText(stdout, 'Subject Key Identifier'),
    authorityKeyIdentifier: extensionText(stdout, 'Authority Key Identifier')?.replace('keyid:', ''),
  }
}

const nameInWords = (name: Name): string =>
  name.rdns.map((rdn) => rdn.map(({ oid, value }) => `${oid}=${escapeAttributeValue(value)}`).join('+')).join(',')

const octetsInWords = (hex: string): string => hex.toUpperCase().replace(/..(?=.)/g, '$&:')

const dateInWords = (date: Date): string => date.toISOString().replace('T', ' ').replace('.000', '')

const algorithmNames: Readonly<Record<string, string>> = {
  'RSASSA-PSS': 'rsassaPss',
  Ed25519: 'ED25519',
  Ed448: 'ED448',
}

const keyUsageWords: Readonly<Record<KeyUsage, string>> = {
  digitalSignature: 'Digital Signature',
  nonRepudiation: 'Non Repudiation',
  keyEncipherment: 'Key Encipherment',
  dataEncipherment: 'Data Encipherment',
  keyAgreement: 'Key Agreement',
  keyCertSign: 'Certificate Sign',
  cRLSign: 'CRL Sign',
  encipherOnly: 'Encipher Only',
  decipherOnly: 'Decipher Only',
}

/** Eight groups, none left out, upper case. */
const ipInWords = (address: string): string => {
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0')
  return [...groups(head), ...zeros, ...groups(tail)].join(':').toUpperCase()
}

const generalNameInWords = (name: GeneralName): string => {
  switch (name.kind) {
    case 'dns':
      return `DNS:${name.value}`
    case 'email':
      return `email:${name.value}`
    case 'uri':
      return `URI:${name.value}`
    case 'ip':
      return `IP Address:${ipInWords(name.value)}`
    case 'registered-id':
      return `Registered ID:${name.value}`
    case 'directory-name':
      return 'DirName'
    case 'other':
      return 'othername'
  }
}

const basicConstraintsInWords = ({ basicConstraints }: Certificate): string | undefined => {
  if (basicConstraints === undefined) return undefined
  const { ca, pathLength } = basicConstraints
  return `CA:${ca ? 'TRUE' : 'FALSE'}${pathLength === undefined ? '' : `, pathlen:${pathLength}`}`
}

/** What OpenSSL should say about a certificate that was read. */
export const inWordsOfOpenssl = (certificate: Certificate): OpensslWords => {
  const { subjectKeyIdentifier, authorityKeyIdentifier, signatureAlgorithm } = certificate
  const { name = signatureAlgorithm.oid } = signatureAlgorithm
  return {
    subject: nameInWords(certificate.subject),
    issuer: nameInWords(certificate.issuer),
    serial: certificate.serialNumber.toUpperCase(),
    notBefore: dateInWords(certificate.notBefore),
    notAfter: dateInWords(certificate.notAfter),
    fingerprint: octetsInWords(certificate.id),
    signatureAlgorithm: algorithmNames[name] ?? name,
    basicConstraints: basicConstraintsInWords(certificate),
    keyUsage: certificate.keyUsage?.map((usage) => keyUsageWords[usage]).join(', '),
    subjectAltName: certificate.subjectAlternativeNames.map(generalNameInWords),
    subjectKeyIdentifier: subjectKeyIdentifier && octetsInWords(subjectKeyIdentifier),
    authorityKeyIdentifier: authorityKeyIdentifier && octetsInWords(authorityKeyIdentifier),
  }
}
