import { describe, expect, it } from 'vitest'
import * as Tag from '../src/der/tag.js'
import { writeElement, writeInteger, writeSequence } from '../src/der/write-element.js'
import {
  type BatchDevice,
  type BatchProgress,
  type BatchResult,
  createCertificateAuthority,
  createKeyPair,
  createWebCryptoSigner,
  encodeSubject,
  issueDeviceCertificates,
  type Signer,
} from '../src/index.js'
import { signerScheme, signStructure } from '../src/signer/sign-structure.js'

const authority = await createCertificateAuthority({ subject: 'CN=CA' })
const { publicKey } = await createKeyPair()
const device = (serial: string): BatchDevice => ({ serial, subject: { CN: `device-${serial}` }, publicKey })
const devices = ['a', 'b', 'c', 'd', 'e'].map(device)

/** A request whose key is a point in the hybrid form (RFC 5480 section 2.2), signed by that key. */
const hybridRequest = async (): Promise<Uint8Array> => {
  const keys = await createKeyPair()
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey))
  const hybrid = spki.with(spki.length - 65, 6 + ((spki.at(-1) ?? 0) & 1))
  const contents = writeSequence(
    writeInteger(Uint8Array.of(0)),
    encodeSubject('CN=d'),
    hybrid,
    writeElement(Tag.context(0)),
  )
  const signer = await createWebCryptoSigner(keys)
  return signStructure(() => contents, signer, signerScheme(signer, 'x509'))
}

const collect = async (results: AsyncIterable<BatchResult>): Promise<string[]> => {
  const seen: string[] = []
  for await (const result of results) {
    seen.push(
      'certificate' in result ? `${result.certificate.subject.get('CN')}` : `${result.serial}: ${result.refusal.code}`,
    )
  }
  return seen
}

describe('a batch', () => {
  it.each([1, 2, 64])('keeps the order, %i at a time', async (concurrency) => {
    const seen = await collect(issueDeviceCertificates({ authority, devices, concurrency }))
    expect(seen).toEqual(['device-a', 'device-b', 'device-c', 'device-d', 'device-e'])
  })

  it('goes on behind the last that is safe', async () => {
    expect(await collect(issueDeviceCertificates({ authority, devices, resumeAfter: 'c' }))).toEqual([
      'device-d',
      'device-e',
    ])
    expect(await collect(issueDeviceCertificates({ authority, devices, resumeAfter: 'e' }))).toEqual([])
  })

  it('does not pretend to be done behind a device that is not in it', async () => {
    const asked = collect(issueDeviceCertificates({ authority, devices, resumeAfter: 'z' }))
    await expect(asked).rejects.toMatchObject({ code: 'batch-resume-unknown', field: 'resumeAfter', value: 'z' })
  })

  it('is not ended by a device that gets none', async () => {
    const events: BatchProgress[] = []
    const mixed = [
      device('a'),
      { ...device('b'), subject: { C: 'Germany' } },
      { serial: 'c', subject: 'CN=c', csr: 'none' },
      { serial: 'd', subject: 'CN=d', csr: await hybridRequest() },
      { ...device('e'), subject: { CN: 'e', dnQualifier: ['a'.repeat(30_000), 'b'.repeat(30_000)] } },
      device('f'),
    ]
    const results = issueDeviceCertificates({ authority, devices: mixed, onProgress: (event) => events.push(event) })
    expect(await collect(results)).toEqual([
      'device-a',
      'b: subject-value-refused',
      'c: request-malformed',
      'd: request-malformed',
      'e: certificate-too-large',
      'device-f',
    ])
    expect(events).toEqual([
      { serial: 'a', issued: 1, refused: 0, skipped: 0 },
      { serial: 'b', issued: 1, refused: 1, skipped: 0 },
      { serial: 'c', issued: 1, refused: 2, skipped: 0 },
      { serial: 'd', issued: 1, refused: 3, skipped: 0 },
      { serial: 'e', issued: 1, refused: 4, skipped: 0 },
      { serial: 'f', issued: 2, refused: 4, skipped: 0 },
    ])
  })

  it('counts what an earlier run has done', async () => {
    const events: BatchProgress[] = []
    await collect(
      issueDeviceCertificates({ authority, devices, resumeAfter: 'd', onProgress: (event) => events.push(event) }),
    )
    expect(events).toEqual([{ serial: 'e', issued: 1, refused: 0, skipped: 4 }])
  })

  it('reads no further than it needs, and closes what it reads from', async () => {
    let read = 0
    let closed = false
    async function* endless(): AsyncGenerator<BatchDevice> {
      try {
        for (;;) {
          read += 1
          yield device(String(read))
        }
      } finally {
        closed = true
      }
    }
    let taken = 0
    for await (const _ of issueDeviceCertificates({ authority, devices: endless(), concurrency: 3 })) {
      taken += 1
      expect(read - taken).toBeLessThanOrEqual(3)
      if (taken === 20) break
    }
    expect(closed).toBe(true)
  })

  it('ends where the signer fails, after the results before it', async () => {
    let left = 4
    const failing: Signer = {
      ...authority.signer,
      sign: async (bytes) => {
        left -= 1
        if (left < 0) throw new Error('the vault is closed')
        return authority.signer.sign(bytes)
      },
    }
    const seen: string[] = []
    const run = async (): Promise<void> => {
      const batch = { authority: { certificate: authority.certificate, signer: failing }, devices, concurrency: 1 }
      for await (const { serial } of issueDeviceCertificates(batch)) seen.push(serial)
    }
    await expect(run()).rejects.toThrow('the vault is closed')
    expect(seen).toEqual(['a', 'b', 'c'])
  })

  it('ends where every further device would meet the same refusal', async () => {
    const asked = collect(issueDeviceCertificates({ authority, devices, now: new Date('2090-01-01T00:00:00Z') }))
    await expect(asked).rejects.toMatchObject({ code: 'validity-outside-issuer' })
  })

  it.each<[object, string]>([
    [{ concurrency: 0 }, 'concurrency'],
    [{ concurrency: 65 }, 'concurrency'],
    [{ resumeafter: 'a' }, 'resumeafter'],
    [{ target: 'aws' }, 'target'],
    [{ devices: undefined }, 'devices'],
  ])('knows its options: %j', (options, field) => {
    expect(() => Reflect.apply(issueDeviceCertificates, undefined, [{ authority, devices, ...options }])).toThrow(
      expect.objectContaining({ code: 'pki-option', field }),
    )
  })

  it('names every device', async () => {
    const asked = collect(issueDeviceCertificates({ authority, devices: [device('')] }))
    await expect(asked).rejects.toMatchObject({ code: 'pki-option', field: 'serial' })
  })
})
