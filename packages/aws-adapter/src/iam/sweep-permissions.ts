import type { Permission } from './permission.js'

const allow = (on: string, ...operations: readonly string[]): readonly Permission[] =>
  operations.map((operation) => ({ action: `iot:${operation}`, on: [on] }))

/** What a sweep for orphans asks of AWS IoT. */
export const sweepPermissions = (arn: (resource: string) => string): readonly Permission[] => [
  // AWS's own pages disagree whether the list of attached policies is authorised on the certificate.
  ...allow('*', 'ListAttachedPolicies', 'ListCertificates'),
  ...allow(arn('cert/*'), 'DeleteCertificate', 'DescribeCertificate', 'ListPrincipalThings', 'UpdateCertificate'),
  ...allow(arn('cacert/*'), 'DescribeCACertificate'),
]
