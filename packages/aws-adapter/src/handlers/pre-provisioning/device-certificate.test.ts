import { rule } from '@thingplan/core'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, denied, registrationWith, request } from '../../fixtures/ask-hook.js'
import { deviceCertificate } from './device-certificate.js'
import { parseProvisioningRequest } from './parse-provisioning-request.js'

/** All that can be read of an object, also what its class computes. */
const propertiesOf = (value: object): readonly string[] => [
  ...Object.keys(value),
  ...Object.getOwnPropertyNames(Object.getPrototypeOf(value)).filter((key) => key !== 'constructor'),
]

describe('createPreProvisioningHook, parameters in place of the subject', () => {
  it('leaves the rest of the subject as the certificate has it', async () => {
    const signed = certificateFixture({ subject: { CN: 'device', O: 'Acme', serialNumber: '9999' } })
    const seen: unknown[] = []
    const looks = rule('looks', ({ certificate: { subject, id } }) => {
      seen.push([subject.toString(), subject.get('serialNumber'), subject.getAll('2.5.4.10'), subject.entries(), id])
      return true
    })
    const event = { ...request, certificateId: signed.id, certificatePem: signed.pem }
    await ask(event, { registration: registrationWith(looks) })
    const entries = [
      ['CN', 'device'],
      ['O', 'Acme'],
      ['serialNumber', '1234'],
    ]
    expect(seen).toEqual([['serialNumber=1234,O=Acme,CN=device', '1234', ['Acme'], entries, signed.id]])
  })

  it('leaves everything else of the certificate as it is', () => {
    const signed = certificateFixture({
      subject: { CN: 'device' },
      basicConstraints: { ca: false },
      keyUsage: ['digitalSignature'],
    })
    const [attribute, parameter] = [{ oid: '2.5.4.5', type: 'serialNumber' }, 'SerialNumber']
    const seen = deviceCertificate(signed, parseProvisioningRequest(request), [[attribute, parameter]])
    const { subject: _own, ...own } = Object.fromEntries(
      propertiesOf(signed).map((key) => [key, Reflect.get(signed, key)]),
    )
    expect(seen).toMatchObject(own)
    expect(Object.keys(own)).toEqual(expect.arrayContaining(['id', 'notAfter', 'der', 'pem', 'keyUsage']))
  })

  it("does not fall back to the certificate's own value when the device leaves the parameter out", async () => {
    const signed = certificateFixture({ subject: { serialNumber: '9999' } })
    const event = { ...request, certificateId: signed.id, certificatePem: signed.pem, parameters: {} }
    expect((await ask(event)).response).toEqual(denied)
    expect((await ask(event, { subjectParameters: {} })).response).toEqual({ allowProvisioning: true })
  })

  it.each(['__proto__', 'constructor', 'toString'])('finds no parameter where objects inherit %s', async (name) => {
    expect((await ask(request, { subjectParameters: { serialNumber: name } })).response).toEqual(denied)
  })
})
