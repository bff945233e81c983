/** What of a certificate a parameter holds: an attribute of the subject by its OID, or what only AWS or an option can say. */
export type CertificateParameterOrigin = { readonly oid: string } | 'certificate-id' | 'serial-number'

/** The name of a parameter that AWS fills from a certificate. */
export type CertificateParameter =
  | 'AWS::IoT::Certificate::Country'
  | 'AWS::IoT::Certificate::Organization'
  | 'AWS::IoT::Certificate::OrganizationalUnit'
  | 'AWS::IoT::Certificate::DistinguishedNameQualifier'
  | 'AWS::IoT::Certificate::StateName'
  | 'AWS::IoT::Certificate::CommonName'
  | 'AWS::IoT::Certificate::SerialNumber'
  | 'AWS::IoT::Certificate::Id'

/**
 * The parameters that AWS fills from a certificate; there are no others.
 *
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/jit-provisioning.html
 */
export const certificateParameters: Readonly<Record<CertificateParameter, CertificateParameterOrigin>> = {
  'AWS::IoT::Certificate::Country': { oid: '2.5.4.6' },
  'AWS::IoT::Certificate::Organization': { oid: '2.5.4.10' },
  'AWS::IoT::Certificate::OrganizationalUnit': { oid: '2.5.4.11' },
  'AWS::IoT::Certificate::DistinguishedNameQualifier': { oid: '2.5.4.46' },
  'AWS::IoT::Certificate::StateName': { oid: '2.5.4.8' },
  'AWS::IoT::Certificate::CommonName': { oid: '2.5.4.3' },
  'AWS::IoT::Certificate::SerialNumber': 'serial-number',
  'AWS::IoT::Certificate::Id': 'certificate-id',
}

export const isCertificateParameter = (name: string): name is CertificateParameter =>
  Object.hasOwn(certificateParameters, name)

/**
 * The one parameter that AWS fills for JITP and for fleet provisioning; bulk templates get it from the caller, as any
 * other.
 */
export const certificateIdParameter: CertificateParameter = 'AWS::IoT::Certificate::Id'

/** OID of the serial number that a subject can have (X.520). */
export const subjectSerialNumber = '2.5.4.5'
