import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateCertificateFromCsrCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  DescribeCertificateCommand,
  RegisterCACertificateCommand,
  RegisterCertificateCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { type DeviceStore, enrolDevice, hashKey } from '@thingplan/core/lifecycle'
import { createMemoryDeviceStore } from '@thingplan/core/testing'
import { createEmulator, type Emulator } from '@thingplan/emulator'
import {
  type CertificateRequest,
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  issueDeviceCertificate,
} from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { awsError } from '../fixtures/aws-error.js'
import { account } from '../fixtures/emulated-account.js'
import { certificateIds } from '../fixtures/vending-machine.js'
import { type SweepOrphansOptions, sweepOrphans } from './sweep-orphans.js'

const made = new Date('2026-11-22T12:00:00Z')
const later = new Date('2026-11-22T13:00:00Z')

interface Account {
  readonly emulator: Emulator
  readonly store: DeviceStore
  /** A certificate of AWS IoT, INACTIVE, for a key that a device has claimed before, unless told otherwise. */
  issue(claimed?: boolean): Promise<{ readonly certificateId: string; readonly certificateArn: string }>
  claim(request: CertificateRequest): Promise<void>
  sweep(options?: Partial<SweepOrphansOptions>): ReturnType<typeof sweepOrphans>
}

const requestOf = async () => createCertificateRequest({ keys: await createKeyPair(), subject: { CN: 'SN' } })

const openAccount = (): Account => {
  const emulator = createEmulator({
    accountId: account.id,
    region: account.region,
    transport: 'fast',
    clock: () => made,
  })
  const store = createMemoryDeviceStore()
  let devices = 0
  const claim: Account['claim'] = async ({ spki }) => {
    devices += 1
    const { record } = enrolDevice(`SN-${devices}`)
    await store.write({ record: { ...record, formerKeyHashes: [hashKey(spki)] }, expects: { version: 0 } })
  }
  return {
    emulator,
    store,
    claim,
    issue: async (claimed = true) => {
      const request = await requestOf()
      if (claimed) await claim(request)
      const command = new CreateCertificateFromCsrCommand({ certificateSigningRequest: request.pem })
      const { certificateId = '', certificateArn = '' } = await emulator.client.send(command)
      return { certificateId, certificateArn }
    },
    sweep: (options = {}) =>
      sweepOrphans({ client: emulator.client, store, leaseMilliseconds: 60_000, clock: () => later, ...options }),
  }
}

/** A client whose first command of a kind fails. */
const refusing = ({ client }: Emulator, command: string, name: string): SweepOrphansOptions['client'] => {
  let isRefused = false
  return {
    send: async (sent: object) => {
      if (sent.constructor.name === command && !isRefused) {
        isRefused = true
        throw awsError(name)
      }
      return Reflect.apply(client.send, client, [sent])
    },
  }
}

const policyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:Connect","Resource":"*"}]}'

describe('an orphan', () => {
  it('is deleted', async () => {
    const { emulator, issue, sweep } = openAccount()
    const { certificateId } = await issue()
    expect(await sweep()).toEqual({
      certificates: 1,
      orphans: [{ certificateId, serialNumber: 'SN-1', verdict: 'delete', outcome: 'done' }],
      left: {},
      failures: [],
      unreadable: [],
      complete: true,
    })
    expect(await certificateIds(emulator)).toEqual([])
  })

  it('is named and left by a dry run', async () => {
    const { emulator, issue, sweep } = openAccount()
    const { certificateId } = await issue()
    expect((await sweep({ dryRun: true })).orphans).toMatchObject([{ certificateId, outcome: 'dry-run' }])
    expect(await certificateIds(emulator)).toEqual([certificateId])
  })

  it.each([
    ['revoked, where its CA would register it again', true, 'revoke', ['REVOKED']],
    ['deleted, where its CA registers nothing', false, 'delete', []],
  ])('of an own CA is %s', async (_what, allowAutoRegistration, verdict, statuses) => {
    const { emulator, claim, sweep } = openAccount()
    const { client } = emulator
    const authority = await createCertificateAuthority({
      subject: { CN: 'Fleet CA' },
      notBefore: new Date('2026-01-01T00:00:00Z'),
    })
    const { pem: caCertificate } = authority.certificate
    const registered = { caCertificate, certificateMode: 'SNI_ONLY', setAsActive: true, allowAutoRegistration } as const
    await client.send(new RegisterCACertificateCommand(registered))
    const csr = await requestOf()
    await claim(csr)
    const { pem: certificatePem } = await issueDeviceCertificate({ authority, csr: csr.pem, subject: { CN: 'SN-1' } })
    await client.send(new RegisterCertificateCommand({ certificatePem, status: 'INACTIVE' }))
    expect((await sweep()).orphans).toMatchObject([{ verdict, outcome: 'done' }])
    const found = await Promise.all(
      (await certificateIds(emulator)).map(async (certificateId) => {
        const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
        return certificateDescription?.status
      }),
    )
    expect(found).toEqual(statuses)
  })
})

describe('what is left alone', () => {
  it.each<[string, (account: Account) => Promise<unknown>]>([
    [
      'status-not-inactive',
      async ({ emulator, issue }) => {
        const { certificateId } = await issue()
        return emulator.client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'ACTIVE' }))
      },
    ],
    [
      'thing-attached',
      async ({ emulator, issue }) => {
        const { certificateArn: principal } = await issue()
        await emulator.client.send(new CreateThingCommand({ thingName: 'pump' }))
        return emulator.client.send(new AttachThingPrincipalCommand({ thingName: 'pump', principal }))
      },
    ],
    [
      'policy-attached',
      async ({ emulator, issue }) => {
        const { certificateArn: target } = await issue()
        await emulator.client.send(new CreatePolicyCommand({ policyName: 'pump', policyDocument }))
        return emulator.client.send(new AttachPolicyCommand({ policyName: 'pump', target }))
      },
    ],
    ['key-not-claimed', ({ issue }) => issue(false)],
  ])('%s', async (reason, prepare) => {
    const account = openAccount()
    await prepare(account)
    const before = account.emulator.snapshot()
    expect(await account.sweep()).toMatchObject({ certificates: 1, orphans: [], left: { [reason]: 1 }, failures: [] })
    expect(account.emulator.snapshot()).toEqual(before)
  })

  it('is what the lease is not over for', async () => {
    const { issue, sweep } = openAccount()
    await issue()
    const clock = () => new Date(made.getTime() + 60_000)
    expect(await sweep({ clock })).toMatchObject({ orphans: [], left: { 'lease-not-over': 1 } })
  })

  it('is what the device of the key has, or is about to have', async () => {
    const { store, issue, sweep, emulator } = openAccount()
    const { certificateId } = await issue()
    const record = await store.read('SN-1')
    const [keyHash = ''] = record?.formerKeyHashes ?? []
    if (record === undefined) throw new Error('no record')
    const current = { certificateId, keyHash, grant: 'owner:x', readyAt: 0 }
    await store.write({ record: { ...record, version: 2, current }, expects: { version: 1 } })
    expect(await sweep()).toMatchObject({ orphans: [], left: { 'certificate-of-device': 1 } })
    const lease = { holder: 'invocation-0000001', until: 1 }
    const claim = { keyHash, grant: 'owner:x', delivery: 'csr', claimedAt: 0, lease, stage: 'claimed' } as const
    await store.write({ record: { ...record, version: 3, next: claim }, expects: { version: 2 } })
    expect(await sweep()).toMatchObject({ orphans: [], left: { 'certificate-of-device': 1 } })
    expect(await certificateIds(emulator)).toEqual([certificateId])
  })
})

describe('what happens meanwhile', () => {
  it.each(['CertificateStateException', 'DeleteConflictException', 'ResourceNotFoundException'])(
    'is believed: %s',
    async (name) => {
      const { emulator, issue, sweep } = openAccount()
      await issue()
      const client = refusing(emulator, 'DeleteCertificateCommand', name)
      expect(await sweep({ client })).toMatchObject({ orphans: [{ outcome: 'changed' }], failures: [] })
    },
  )

  it('is the failure of one certificate, and of no other', async () => {
    const { emulator, issue, sweep } = openAccount()
    await issue()
    await issue()
    const client = refusing(emulator, 'ListPrincipalThingsCommand', 'ThrottlingException')
    const report = await sweep({ client, concurrency: 1 })
    expect(report).toMatchObject({ orphans: [{ outcome: 'done' }], failures: [{ error: { code: 'call-retryable' } }] })
    expect(await certificateIds(emulator)).toEqual(report.failures.map(({ certificateId }) => certificateId))
  })
})

describe('a record that cannot be read', () => {
  it('is told of, and keeps no orphan of another device', async () => {
    const { issue, store, sweep } = openAccount()
    const { certificateId } = await issue()
    const spoilt = { serialNumber: 'SN-0', unreadable: new Error('the stored record is no JSON') }
    const report = await sweep({
      store: {
        ...store,
        async *list() {
          yield spoilt
          yield* store.list()
        },
      },
    })
    expect(report).toMatchObject({ orphans: [{ certificateId, outcome: 'done' }], unreadable: [spoilt] })
  })
})

describe('an account with more certificates than a page, and than are held', () => {
  it('is gone through to its end', async () => {
    const { emulator, issue, sweep, store } = openAccount()
    const { certificateId } = await issue()
    const command = new DescribeCertificateCommand({ certificateId })
    const { certificateDescription } = await emulator.client.send(command)
    // As many certificates for the key as fit into no chunk, listed by their place, from which deletions move them up.
    const ids = Array.from({ length: 1100 }, (_, index) => index.toString(16).padStart(64, '0'))
    const answers: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => object>> = {
      ListCertificatesCommand: ({ marker = '0' }) => {
        const from = Number(marker)
        const page = ids.slice(from, from + 250)
        return {
          certificates: page.map((id) => ({ certificateId: id, status: 'INACTIVE', creationDate: made })),
          ...(from + 250 < ids.length ? { nextMarker: String(from + 250) } : {}),
        }
      },
      DescribeCertificateCommand: () => ({ certificateDescription }),
      DeleteCertificateCommand: ({ certificateId: id }) => ids.splice(ids.indexOf(String(id)), 1),
    }
    const send = async (command: { readonly input: object }) =>
      answers[command.constructor.name]?.({ ...command.input }) ?? {}
    let walks = 0
    const list = () => {
      walks += 1
      return store.list()
    }
    const report = await sweep({ client: { send }, store: { ...store, list } })
    expect([report.certificates, report.orphans.length, report.failures]).toEqual([1100, 1100, []])
    expect([walks, ids]).toEqual([2, []])
  })
})

describe('options', () => {
  it.each<[object, string]>([
    [{ leaseMilliseconds: undefined }, 'leaseMilliseconds'],
    [{ leaseMilliseconds: 0 }, 'leaseMilliseconds'],
    [{ dryRun: 'yes' }, 'dryRun'],
    [{ store: {} }, 'store'],
    [{ client: {} }, 'client'],
    [{ dryrun: true }, 'dryrun'],
  ])('are checked: %j', async (wrong, field) => {
    await expect(openAccount().sweep(wrong)).rejects.toMatchObject({ code: 'adapter-option', field })
  })
})
