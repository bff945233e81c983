import { DescribeCertificateCommand, DescribeThingCommand, ListThingPrincipalsCommand } from '@aws-sdk/client-iot'
import { certificateStatus, withinValidity } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { type Asked, ask, certificate, denied, registrationWith, request } from '../../fixtures/ask-hook.js'
import { awsError } from '../../fixtures/aws-error.js'
import { type MockedAws, mockAws } from '../../fixtures/mock-aws.js'

describe('createPreProvisioningHook, with a client', () => {
  const description = {
    certificateId: certificate.id,
    certificateArn: `arn:aws:iot:eu-central-1:123456789012:cert/${certificate.id}`,
    certificatePem: certificate.pem,
    status: 'PENDING_ACTIVATION',
  } as const
  const registration = registrationWith(certificateStatus(), withinValidity())

  const account = (): MockedAws => {
    const aws = mockAws()
    aws.mock.on(DescribeCertificateCommand).resolves({ certificateDescription: description })
    aws.mock.on(DescribeThingCommand).rejects(awsError('ResourceNotFoundException'))
    return aws
  }
  const asked = (aws: MockedAws): Promise<Asked> => ask(request, { registration, client: aws.client })

  it('looks at the certificate and the thing, and changes neither', async () => {
    const aws = account()
    expect((await asked(aws)).response).toEqual({ allowProvisioning: true })
    expect(aws.sent()).toEqual([
      ['DescribeCertificate', { certificateId: certificate.id }],
      ['DescribeThing', { thingName: 'sensor-1234' }],
    ])
  })

  it.each(['ACTIVE', 'INACTIVE', 'REVOKED'] as const)('denies a certificate that is %s', async (status) => {
    const aws = account()
    aws.mock.on(DescribeCertificateCommand).resolves({ certificateDescription: { ...description, status } })
    expect(await asked(aws)).toMatchObject({ response: denied, outcome: { reason: 'rejected' } })
  })

  it('denies an answer in which things are missing', async () => {
    const aws = account()
    aws.mock.on(DescribeCertificateCommand).resolves({})
    expect(await asked(aws)).toMatchObject({ response: denied, outcome: { reason: 'rejected' } })
  })

  const other = 'ab'.repeat(32)
  const principal = (id: string): string => `arn:aws:iot:eu-central-1:123456789012:cert/${id}`
  it.each<[string, Record<string, string>, string[], boolean]>([
    ['its own, by the stamp', { certificateId: certificate.id }, [], true],
    ['its own, attached already', {}, [principal(certificate.id)], true],
    ["another certificate's, by the stamp", { certificateId: other }, [], false],
    ["another certificate's, attached", {}, [principal(other)], false],
    ["a Cognito identity's", {}, ['eu-central-1:d7f3'], false],
    ["nobody's, and not to be adopted", {}, [], false],
  ])('finds that the thing is %s', async (_, attributes, principals, allowProvisioning) => {
    const aws = account()
    aws.mock.on(DescribeThingCommand).resolves({ attributes })
    // In pages: the one that counts is on the second.
    aws.mock.on(ListThingPrincipalsCommand).resolves({ principals: [], nextToken: 'more' })
    aws.mock.on(ListThingPrincipalsCommand, { nextToken: 'more' }).resolves({ principals })
    const { response, outcome } = await asked(aws)
    expect(response).toEqual({ allowProvisioning })
    if (allowProvisioning) return
    expect(outcome).toMatchObject({
      reason: 'rejected',
      decision: { findings: expect.arrayContaining([expect.objectContaining({ code: 'thing-owned-by-another' })]) },
    })
  })

  it.each(['ThrottlingException', 'AccessDeniedException'])('denies when AWS answers %s', async (name) => {
    for (const command of [DescribeCertificateCommand, DescribeThingCommand]) {
      const aws = account()
      if (command === DescribeThingCommand) aws.mock.on(DescribeThingCommand).rejects(awsError(name))
      else aws.mock.on(DescribeCertificateCommand).rejects(awsError(name))
      expect(await asked(aws)).toMatchObject({ response: denied, outcome: { reason: 'describe-failed' } })
    }
  })
})
