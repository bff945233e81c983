import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  issueDeviceCertificate,
} from '@thingplan/pki'
import { median } from '../measure/interleave.js'
import { atMost, type Result, toCompare } from '../result.js'

interface Contender {
  readonly name: string
  readonly run: () => Promise<unknown>
}

const ours = 'ours, P-256 from a CSR'
const bare = 'WebCrypto: one sign and one verify'
const serialisation = '@peculiar/x509: one serialisation, signature given'

const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
const day = 24 * 60 * 60 * 1000

const extensionsOf = (): Extension[] => [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  new SubjectKeyIdentifierExtension('ab'.repeat(20)),
  new AuthorityKeyIdentifierExtension('cd'.repeat(20)),
  new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
]

/** What the library takes to put the same certificate together, without any work for keys. */
const serialise = (spki: Uint8Array, signature: ArrayBuffer): Promise<unknown> =>
  X509CertificateGenerator.create({
    serialNumber: '0123456789abcdef',
    subject: 'CN=device-1, O=Acme',
    issuer: 'CN=Factory CA, O=Acme',
    notBefore: new Date(0),
    notAfter: new Date(day),
    publicKey: spki,
    signature,
    signingAlgorithm: ecdsa,
    extensions: extensionsOf(),
  })

const contenders = async (authority: CertificateAuthority): Promise<readonly Contender[]> => {
  const keys = await createKeyPair('EC-P256')
  const { pem, spki } = await createCertificateRequest({ keys, subject: { CN: 'device-1', O: 'Acme' } })
  const data = new Uint8Array(450)
  const signature = await crypto.subtle.sign(ecdsa, keys.privateKey, data)
  const subject = { CN: 'device-1', O: 'Acme' }
  return [
    { name: ours, run: () => issueDeviceCertificate({ authority, csr: pem, subject }) },
    {
      name: bare,
      run: async () => {
        await crypto.subtle.sign(ecdsa, authority.privateKey, data)
        return crypto.subtle.verify(ecdsa, keys.publicKey, signature, data)
      },
    },
    { name: serialisation, run: () => serialise(spki, signature) },
  ]
}

/** Microseconds a run, one at a time: a batch may have several under way, but so may the others. */
const time = async ({ run }: Contender, times: number): Promise<number> => {
  const start = performance.now()
  for (let index = 0; index < times; index += 1) await run()
  return ((performance.now() - start) * 1000) / times
}

const microseconds = (value: number): string => `${value.toFixed(0)} µs`
const times = 40

/** Issuing costs at most twice what WebCrypto takes for its signature and the request's, and one serialisation. */
export const measureIssue = async (rounds: number): Promise<Result[]> => {
  const all = await contenders(await createCertificateAuthority({ subject: { CN: 'Factory CA', O: 'Acme' } }))
  for (const contender of all) await time(contender, 5 * times)
  const measured: { readonly [name: string]: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const turns: [string, number][] = []
    for (const contender of all) turns.push([contender.name, await time(contender, times)])
    measured.push(Object.fromEntries(turns))
  }
  const of = (name: string): number => median(measured.map((round) => round[name] ?? Number.NaN))
  const share = median(
    measured.map((round) => {
      const budget = 2 * (round[bare] ?? Number.NaN) + (round[serialisation] ?? Number.NaN)
      return (round[ours] ?? Number.NaN) / budget
    }),
  )
  return [
    atMost(`issue, ${ours}, of 2x WebCrypto + one serialisation`, share, 1, (value) => `${value.toFixed(2)}x`),
    toCompare('  ours', of(ours), microseconds),
    toCompare(`  ${bare}`, of(bare), microseconds),
    toCompare(`  ${serialisation}`, of(serialisation), microseconds),
  ]
}
