import { UpdateCACertificateCommand } from '@aws-sdk/client-iot'
import { provisioningTemplateBody } from '@thingplan/core/provisioning'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { mockAws } from '../../fixtures/mock-aws.js'
import { fleetTemplate, jitpTemplate } from '../../fixtures/provisioning-templates.js'
import { attachTemplate } from './attach-template.js'
import { detachTemplate } from './detach-template.js'

const caCertificateId = 'ca'.repeat(32)
const roleArn = 'arn:aws:iam::123456789012:role/provisioning'

describe('attachTemplate', () => {
  it.each<[string, object, object]>([
    ['by name', { templateName: 'sensors' }, { templateName: 'sensors' }],
    ['inline', { template: jitpTemplate, roleArn }, { templateBody: provisioningTemplateBody(jitpTemplate), roleArn }],
  ])('%s, lets the CA register by itself', async (_, options, registrationConfig) => {
    const aws = mockAws()
    await Reflect.apply(attachTemplate, undefined, [{ client: aws.client, caCertificateId, ...options }])
    expect(aws.sent()).toEqual([
      [
        'UpdateCACertificate',
        { certificateId: caCertificateId, newAutoRegistrationStatus: 'ENABLE', registrationConfig },
      ],
    ])
  })

  it.each<[string, object, string]>([
    ['a template for fleet provisioning', { template: fleetTemplate, roleArn }, 'template'],
    ['an inline template without a role', { template: jitpTemplate }, 'roleArn'],
    ['a role beside a name', { templateName: 'sensors', roleArn }, 'roleArn'],
    ['a CA that is none', { templateName: 'sensors', caCertificateId: 'ca' }, 'caCertificateId'],
  ])('refuses %s', async (_, options, field) => {
    const aws = mockAws()
    await expect(
      Reflect.apply(attachTemplate, undefined, [{ client: aws.client, caCertificateId, ...options }]),
    ).rejects.toMatchObject({ code: 'adapter-option', field })
    expect(aws.operations()).toEqual([])
  })
})

describe('detachTemplate', () => {
  it('takes the template away, and the CA goes on registering by itself', async () => {
    const aws = mockAws()
    await detachTemplate({ client: aws.client, caCertificateId })
    expect(aws.sent()).toEqual([
      [
        'UpdateCACertificate',
        { certificateId: caCertificateId, newAutoRegistrationStatus: 'ENABLE', removeAutoRegistration: true },
      ],
    ])
  })

  it('tells of a CA that does not exist', async () => {
    const aws = mockAws()
    aws.mock.on(UpdateCACertificateCommand).rejects(awsError('ResourceNotFoundException'))
    await expect(detachTemplate({ client: aws.client, caCertificateId })).rejects.toMatchObject({
      code: 'call-not-found',
      field: 'caCertificateId',
      value: caCertificateId,
    })
  })
})
