import type { CertificateResource } from '../provisioning-template.js'
import type { TemplateExpression } from '../template-expression.js'
import { type Inspection, pathTo, readKeys, report } from './inspection.js'
import { readExpression } from './read-expression.js'
import { certificateOverrides, readOverrides } from './read-overrides.js'

const properties = ['CertificateId', 'CertificateSigningRequest', 'CertificatePem', 'CACertificatePem', 'Status']

/** The properties of `AWS::IoT::Certificate`, of which exactly one says which certificate it is. */
export const readCertificateResource = (
  inspection: Inspection,
  path: string,
  value: unknown,
  overrides: unknown,
): CertificateResource => {
  const { identifications } = inspection.rules
  const read: [string, TemplateExpression][] = readKeys(inspection, path, value, properties).map(
    ([property, given]) => [property, readExpression(inspection, pathTo(path, property), given)],
  )
  const given = Object.fromEntries(read)
  const used = properties.slice(0, 3).filter((property) => Object.hasOwn(given, property))
  const remedy = `give exactly one of: ${identifications.join(', ')}`
  if (used.length !== 1) {
    const code = used.length === 0 ? 'provisioning-key-missing' : 'provisioning-ambiguous'
    report(inspection, code, path, `says ${used.length} times which certificate it is`, remedy)
  } else if (!identifications.includes(used[0] ?? '')) {
    report(
      inspection,
      'provisioning-key-unknown',
      pathTo(path, used[0] ?? ''),
      'is not for templates of this kind',
      remedy,
      used[0],
    )
  }
  const { CACertificatePem: caPem, CertificateId: id, CertificatePem: pem, Status: status } = given
  if (typeof id === 'string' && id !== '' && inspection.rules.identifications.length === 1) {
    const own = 'refer to `AWS::IoT::Certificate::Id`'
    const message = 'is one certificate for every device'
    report(inspection, 'provisioning-value-refused', pathTo(path, 'CertificateId'), message, own, id)
  }
  if (caPem !== undefined && pem === undefined) {
    report(
      inspection,
      'provisioning-ambiguous',
      pathTo(path, 'CACertificatePem'),
      'stands without `CertificatePem`',
      'leave it out',
    )
  }
  if (typeof status === 'string' && !/^(?:in)?active$/i.test(status)) {
    report(
      inspection,
      'provisioning-value-refused',
      pathTo(path, 'Status'),
      'is no status',
      'write `ACTIVE` or `INACTIVE`',
      status,
    )
  }
  return {
    Type: 'AWS::IoT::Certificate',
    Properties: given,
    ...(overrides !== undefined && {
      OverrideSettings: readOverrides(
        inspection,
        path.replace(/Properties$/, 'OverrideSettings'),
        overrides,
        certificateOverrides,
      ),
    }),
  }
}
