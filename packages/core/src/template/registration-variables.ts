/**
 * What the templates of a registration may read. `text` is a value; `name` is a distinguished name, whose attributes are
 * values.
 *
 * `certificate` holds DescribeCertificate's answer with `awsAccountId` and `attributes`, as in the universal JITR, and
 * two fields of ours: `id` and `serialNumber`, those of the X.509 certificate itself.
 */
export const registrationVariables = {
  certificate: {
    id: 'text',
    serialNumber: 'text',
    awsAccountId: 'text',
    certificateDescription: {
      certificateArn: 'text',
      certificateId: 'text',
      caCertificateId: 'text',
      status: 'text',
      certificatePem: 'text',
      ownedBy: 'text',
      certificateMode: 'text',
    },
    attributes: { subject: 'name', issuer: 'name' },
  },
  account: { id: 'text', region: 'text', partition: 'text' },
} as const

/** Which paths compile: those of a registration, or any. */
export type TemplateVariables = 'registration' | 'any'
