import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { endWithUsage, readOptions } from '../jitr-lambda/demo/read-options.js'
import { type Broker, connect } from './device/connect.js'
import { type Identity, loadIdentity, saveIdentity } from './device/identity.js'
import { provision } from './device/provision.js'
import { RequestRejected } from './device/request.js'

const usage = `device --host <endpoint> [--port 8883] --files <folder> --template <name> --serial-number <digits>

Wakes up, has itself provisioned where it is new, sends one reading, and sleeps again.
The folder holds ca.pem, claim.pem and claim.key, and later identity.json.`

const readArguments = (): Readonly<Record<'host' | 'port' | 'files' | 'template' | 'serialNumber', string>> => {
  const text = { type: 'string' } as const
  const {
    host,
    port,
    files,
    template,
    'serial-number': serialNumber,
  } = readOptions(
    { host: text, port: { ...text, default: '8883' }, files: text, template: text, 'serial-number': text },
    usage,
  )
  if (host === undefined || files === undefined || template === undefined || serialNumber === undefined) {
    return endWithUsage('an option is missing', usage)
  }
  return { host, port, files, template, serialNumber }
}

const { host, port, files, template: templateName, serialNumber } = readArguments()
const read = (name: string): Promise<string> => readFile(join(files, name), 'utf8')
const broker: Broker = { host, port: Number(port), caCertificatePem: await read('ca.pem') }

const becomeKnown = async (): Promise<Identity> => {
  const claim = { certificatePem: await read('claim.pem'), privateKeyPem: await read('claim.key') }
  const identity = await provision({ broker, claim, templateName, serialNumber })
  await saveIdentity(files, identity)
  console.log(`I am ${identity.thingName}`)
  return identity
}

try {
  const identity = (await loadIdentity(files)) ?? (await becomeKnown())
  const client = await connect(broker, identity, identity.thingName)
  const { Topic: topic } = identity.configuration
  if (topic !== undefined) {
    await client.publishAsync(topic, JSON.stringify({ celsius: 21.5 }), { qos: 1 })
    console.log(`sent a reading to ${topic}`)
  }
  await client.endAsync()
} catch (error) {
  if (!(error instanceof RequestRejected)) throw error
  console.error(error.message)
  process.exitCode = 1
}
