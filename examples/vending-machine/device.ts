import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectAsync } from 'mqtt'
import { endWithUsage, readOptions } from '../jitr-lambda/demo/read-options.js'
import { ask, RequestRefused } from './device/ask.js'
import { type Identity, load, loadIdentity, prepareRequest, settle } from './device/folder.js'

const usage = `device --machine <url> --host <endpoint> [--port 8883] --files <folder> --serial-number <text>

Wakes up, asks for a certificate where it has a token, sends one reading, and sleeps again.
The folder holds ca.pem, and the token that was granted; later identity.json.`

const readArguments = (): Readonly<Record<'machine' | 'host' | 'port' | 'files' | 'serialNumber', string>> => {
  const text = { type: 'string' } as const
  const {
    machine,
    host,
    port,
    files,
    'serial-number': serialNumber,
  } = readOptions(
    { machine: text, host: text, port: { ...text, default: '8883' }, files: text, 'serial-number': text },
    usage,
  )
  if (machine === undefined || host === undefined || files === undefined || serialNumber === undefined) {
    return endWithUsage('an option is missing', usage)
  }
  return { machine, host, port, files, serialNumber }
}

const { machine, host, port, files, serialNumber } = readArguments()

const becomeKnown = async (token: string): Promise<Identity> => {
  const { csr, privateKeyPem } = await prepareRequest(files, serialNumber)
  const { certificateId, certificatePem, thingName } = await ask(machine, token, { serialNumber, csr })
  const identity = { thingName, certificatePem, privateKeyPem }
  await settle(files, identity)
  console.log(`I am ${thingName}, with certificate ${certificateId.slice(0, 12)}…`)
  return identity
}

try {
  const token = await load(files, 'token')
  const identity = token === undefined ? await loadIdentity(files) : await becomeKnown(token.trim())
  if (identity === undefined) throw new Error('there is neither a token nor an identity in the folder')
  const { thingName: clientId, certificatePem: cert, privateKeyPem: key } = identity
  const tls = { ca: await readFile(join(files, 'ca.pem')), cert, key }
  const session = { clientId, protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 5_000 } as const
  const client = await connectAsync(`mqtts://${host}:${port}`, { ...tls, ...session }, false)
  const topic = `pump/${clientId}/pressure`
  await client.publishAsync(topic, JSON.stringify({ bar: 2.1 }), { qos: 1 })
  console.log(`sent a reading to ${topic}`)
  await client.endAsync()
} catch (error) {
  if (!(error instanceof RequestRefused)) throw error
  console.error(error.message)
  process.exitCode = 1
}
