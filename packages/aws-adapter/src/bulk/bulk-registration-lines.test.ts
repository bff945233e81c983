import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Certificate } from '@thingplan/core'
import { parseProvisioningTemplate, planProvisioning } from '@thingplan/core/provisioning'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { bulkTemplate, fleetTemplate } from '../fixtures/provisioning-templates.js'
import { type BulkRegistrationLinesOptions, bulkRegistrationLines } from './bulk-registration-lines.js'

type Devices = Parameters<typeof bulkRegistrationLines>[1]

const linesOf = async (
  devices: Devices,
  options?: BulkRegistrationLinesOptions,
  template = bulkTemplate,
): Promise<string[]> => {
  const lines: string[] = []
  for await (const line of bulkRegistrationLines(template, devices, options)) lines.push(line)
  return lines
}

const named = ({ subject }: Certificate): { readonly ThingName: string } => ({ ThingName: subject.get('CN') ?? '' })

describe('bulkRegistrationLines', () => {
  it('writes a line for each map of parameters', async () => {
    await expect(
      linesOf([
        { ThingName: 'sensor-1', Pem: 'p\nq' },
        { ThingName: 'sensor-2', Pem: 'p', Location: 'field' },
      ]),
    ).resolves.toEqual([
      '{"ThingName":"sensor-1","Pem":"p\\nq"}\n',
      '{"ThingName":"sensor-2","Pem":"p","Location":"field"}\n',
    ])
  })

  it('writes lines that the template evaluates to the device', async () => {
    const certificate = certificateFixture({ subject: { CN: 'sensor-1' } })
    const [line = ''] = await linesOf([certificate], { parametersOf: named })
    const account = { id: '123456789012', region: 'eu-central-1' }
    const plan = planProvisioning(bulkTemplate, { account, parameters: JSON.parse(line) })
    expect(plan.certificateId).toBe(certificate.id)
    expect(plan.steps.map(({ id }) => id)).toContain('ensure-thing:sensor-1')
  })

  it('fills in the id where the template asks for that', async () => {
    const template = parseProvisioningTemplate(
      {
        Parameters: { Id: { Type: 'String' } },
        Resources: { certificate: { Type: 'AWS::IoT::Certificate', Properties: { CertificateId: { Ref: 'Id' } } } },
      },
      'bulk',
    )
    const certificate = certificateFixture({ subject: { CN: 'sensor-1' } })
    await expect(linesOf([certificate], {}, template)).resolves.toEqual([`{"Id":"${certificate.id}"}\n`])
  })

  it('gives a line out before it asks for the next device', async () => {
    const asked: number[] = []
    async function* devices(): AsyncGenerator<{ ThingName: string; Pem: string }> {
      for (let device = 1; device <= 3; device += 1) {
        asked.push(device)
        yield { ThingName: `sensor-${device}`, Pem: 'p' }
      }
    }
    const lines = bulkRegistrationLines(bulkTemplate, devices())
    await lines.next()
    expect(asked).toEqual([1])
    await lines.return()
    expect(asked).toEqual([1])
  })

  it('asks for no devices that a slow upload has no room for', async () => {
    let asked = 0
    function* devices(): Generator<{ ThingName: string; Pem: string }> {
      for (; asked < 500; asked += 1) yield { ThingName: `sensor-${asked}`, Pem: 'p' }
    }
    let written = 0
    let furthest = 0
    const upload = new Writable({
      highWaterMark: 1,
      write: (_line, _encoding, done) => {
        written += 1
        furthest = Math.max(furthest, asked - written)
        setImmediate(done)
      },
    })
    await pipeline(Readable.from(bulkRegistrationLines(bulkTemplate, devices())), upload)
    expect(written).toBe(500)
    expect(furthest).toBeLessThan(5)
  })

  it('holds no more memory for many devices than for few', async () => {
    function* devices(count: number): Generator<{ ThingName: string; Pem: string }> {
      for (let device = 0; device < count; device += 1) yield { ThingName: `sensor-${device}`, Pem: 'p'.repeat(2_000) }
    }
    const growth = async (count: number): Promise<number> => {
      const before = process.memoryUsage().heapUsed
      let most = 0
      let lines = 0
      for await (const line of bulkRegistrationLines(bulkTemplate, devices(count))) {
        lines += line.length > 0 ? 1 : 0
        if (lines % 1_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before)
      }
      expect(lines).toBe(count)
      return most
    }
    await growth(1_000)
    // Kept, 100,000 lines would be 200 MB and more.
    expect(await growth(100_000)).toBeLessThan(100_000_000)
  })

  it.each<[string, Devices, string, string]>([
    ['a parameter that is not declared', [{ ThingName: 'a', Pem: 'p', Colour: 'red' }], 'Colour', 'line 1'],
    ['a parameter without a value', [{ ThingName: 'a', Pem: 'p' }, { ThingName: 'b' }], 'Pem', 'line 2'],
    ['an inherited value', [Object.create({ ThingName: 'a', Pem: 'p' })], 'ThingName', 'line 1'],
    ['a value of 5000 characters', [{ ThingName: 'a', Pem: 'p'.repeat(5_000) }], 'Pem', 'line 1'],
    ['a prototype', [JSON.parse('{"__proto__":"x","ThingName":"a","Pem":"p"}')], '__proto__', 'line 1'],
    ['a value that is no text', [JSON.parse('{"ThingName":7,"Pem":"p"}')], 'ThingName', 'line 1'],
    ['what is no device', JSON.parse('[null]'), 'devices', 'line 1'],
  ])('refuses %s, naming the line', async (_, devices, field, line) => {
    await expect(linesOf(devices)).rejects.toMatchObject({
      code: 'bulk-line',
      field,
      message: expect.stringContaining(line),
      remedy: expect.any(String),
    })
  })

  it('refuses a line over 262,144 bytes', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `P${index}`)
    const template = parseProvisioningTemplate(
      {
        Parameters: Object.fromEntries([...names, 'Csr'].map((name) => [name, { Type: 'String' }])),
        Resources: {
          certificate: { Type: 'AWS::IoT::Certificate', Properties: { CertificateSigningRequest: { Ref: 'Csr' } } },
        },
      },
      'bulk',
    )
    const device = { Csr: 'x', ...Object.fromEntries(names.map((name) => [name, 'ä'.repeat(4_000)])) }
    await expect(linesOf([device], {}, template)).rejects.toMatchObject({ code: 'bulk-line', field: 'devices' })
  })

  it('refuses certificates where the template takes none, other kinds of templates, and unknown options', async () => {
    const template = parseProvisioningTemplate(
      {
        Parameters: { Csr: { Type: 'String' } },
        Resources: {
          certificate: { Type: 'AWS::IoT::Certificate', Properties: { CertificateSigningRequest: { Ref: 'Csr' } } },
        },
      },
      'bulk',
    )
    await expect(linesOf([certificateFixture({ subject: { CN: 'sensor-1' } })], {}, template)).rejects.toMatchObject({
      field: 'template',
    })
    await expect(linesOf([], {}, fleetTemplate)).rejects.toMatchObject({ code: 'adapter-option', field: 'template' })
    const misspelt: object = { parameterOf: named }
    await expect(linesOf([], misspelt)).rejects.toMatchObject({ code: 'adapter-option', field: 'parameterOf' })
  })
})
