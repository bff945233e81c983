import { type Certificate, type Name, type NameAttribute, resolveAttributeType } from '@thingplan/core'
import type { ProvisioningRequest } from './parse-provisioning-request.js'

/** Parameters by the attribute type of the subject that they take the place of, ready to be used. */
export type SubjectParameters = readonly (readonly [attribute: Omit<NameAttribute, 'value'>, parameter: string])[]

/** A distinguished name of attributes, one to an RDN. */
const nameOf = (attributes: readonly NameAttribute[]): Name => {
  const getAll = (type: string): readonly string[] => {
    const oid = resolveAttributeType(type)?.oid ?? type
    return attributes.filter((attribute) => attribute.oid === oid).map(({ value }) => value)
  }
  return Object.freeze<Name>({
    rdns: Object.freeze(attributes.map((attribute) => Object.freeze([attribute]))),
    entries: () => attributes.map(({ type, value }) => [type, value]),
    get: (type) => getAll(type)[0],
    getAll,
    // RFC 4514 section 2.1: the last RDN first; section 2.4: what has a meaning is escaped.
    toString: () =>
      [...attributes]
        .reverse()
        .map(({ type, value }) => `${type}=${value.replace(/[\\",+<>;=]|^[ #]| $/g, '\\$&')}`)
        .join(','),
  })
}

/** A certificate computes what it is asked for, so that its parts are not its own properties, and cannot be spread. */
const withSubject = (certificate: Certificate, subject: Name): Certificate => {
  const { basicConstraints, keyUsage, extendedKeyUsage, subjectKeyIdentifier, authorityKeyIdentifier } = certificate
  return Object.freeze({
    id: certificate.id,
    version: certificate.version,
    serialNumber: certificate.serialNumber,
    signatureAlgorithm: certificate.signatureAlgorithm,
    issuer: certificate.issuer,
    subject,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    publicKey: certificate.publicKey,
    extensions: certificate.extensions,
    subjectAlternativeNames: certificate.subjectAlternativeNames,
    ...(basicConstraints && { basicConstraints }),
    ...(keyUsage && { keyUsage }),
    ...(extendedKeyUsage && { extendedKeyUsage }),
    ...(subjectKeyIdentifier !== undefined && { subjectKeyIdentifier }),
    ...(authorityKeyIdentifier !== undefined && { authorityKeyIdentifier }),
    der: certificate.der,
    pem: certificate.pem,
  })
}

/**
 * The certificate as rules and templates see it: its own, but for the attributes of the subject that parameters stand for.
 *
 * Of such a type nothing is left of the certificate's own: a device must not choose between two origins by leaving one out.
 */
export const deviceCertificate = (
  certificate: Certificate,
  { parameters }: ProvisioningRequest,
  subjectParameters: SubjectParameters,
): Certificate => {
  if (subjectParameters.length === 0) return certificate
  const replaced = new Set(subjectParameters.map(([{ oid }]) => oid))
  const own = certificate.subject.rdns.flat().filter(({ oid }) => !replaced.has(oid))
  const given = subjectParameters.flatMap(([attribute, parameter]) => {
    const value = Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined
    return value === undefined ? [] : [Object.freeze({ ...attribute, value })]
  })
  return withSubject(certificate, nameOf([...own, ...given]))
}
