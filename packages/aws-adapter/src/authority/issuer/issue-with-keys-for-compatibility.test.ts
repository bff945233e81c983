import { createPrivateKey, createPublicKey } from 'node:crypto'
import { CreateKeysAndCertificateCommand, DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { readCertificate } from '@thingplan/core'
import { createEmulator } from '@thingplan/emulator'
import { createCertificateAuthority, createKeyPair, exportPrivateKey, issueDeviceCertificate } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { mockAws } from '../../fixtures/mock-aws.js'
import { leaks } from '../../fixtures/showings.js'
import { issueWithKeysForCompatibility } from './issue-with-keys-for-compatibility.js'

const keys = await createKeyPair()
const secret = await exportPrivateKey(keys.privateKey)
const another = await exportPrivateKey((await createKeyPair()).privateKey)
const authority = await createCertificateAuthority({ subject: { CN: 'Amazon' } })
const { id, pem } = await issueDeviceCertificate({ authority, publicKey: keys.publicKey, subject: 'CN=a' })
const good = {
  certificateId: id,
  certificateArn: `arn:aws:iot:eu-central-1:123456789012:cert/${id}`,
  certificatePem: pem,
  keyPair: { PublicKey: 'public', PrivateKey: secret },
}

describe('issueWithKeysForCompatibility', () => {
  it('gets a key and its certificate from AWS IoT, which has it INACTIVE', async () => {
    const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
    const issued = await issueWithKeysForCompatibility({ client })
    const { certificateId, certificatePem, privateKey, registered } = issued
    const publicKey = createPublicKey(createPrivateKey(privateKey.reveal())).export({ format: 'der', type: 'spki' })
    expect(publicKey.equals(readCertificate(certificatePem).publicKey.spki)).toBe(true)
    expect(registered).toBe(true)
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription?.status).toBe('INACTIVE')
    expect(leaks(issued, privateKey.reveal())).toEqual([])
  })

  it.each<[string, object, string]>([
    ['with the key of another', { keyPair: { PrivateKey: another } }, 'issuer-certificate'],
    ['with a key that is none', { keyPair: { PrivateKey: secret.replaceAll(/[A-Z]/g, 'x') } }, 'issuer-certificate'],
    ['without a key', { keyPair: undefined }, 'answer-malformed'],
    ['under another id', { certificateId: 'ab'.repeat(32) }, 'issuer-certificate'],
    ['without its PEM', { certificatePem: undefined }, 'answer-malformed'],
  ])('hands out no certificate %s', async (_, change, code) => {
    const aws = mockAws()
    aws.mock.on(CreateKeysAndCertificateCommand).resolves({ ...good, ...change })
    const error = await issueWithKeysForCompatibility({ client: aws.client }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code })
    expect(leaks(error, secret)).toEqual([])
  })

  it('shows nothing of an answer that the SDK could not read, and wraps into its error', async () => {
    const aws = mockAws()
    aws.mock.on(CreateKeysAndCertificateCommand).rejects(awsError('SyntaxError', `cannot read: ${secret}`))
    const error = await issueWithKeysForCompatibility({ client: aws.client }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'CallError', awsError: 'SyntaxError' })
    expect(leaks(error, secret)).toEqual([])
  })

  it('has nothing made where nobody waits', async () => {
    const aws = mockAws()
    const issuing = issueWithKeysForCompatibility({ client: aws.client, signal: AbortSignal.abort() })
    await expect(issuing).rejects.toMatchObject({ code: 'issuer-aborted' })
    expect(aws.sent()).toEqual([])
  })

  it.each<[object, string]>([
    [{ setAsActive: true }, 'setAsActive'],
    [{ client: {} }, 'client'],
  ])('refuses the options %j', async (change, field) => {
    const { client } = mockAws()
    await expect(issueWithKeysForCompatibility({ client, ...change })).rejects.toMatchObject({
      code: 'adapter-option',
      field,
    })
  })
})
