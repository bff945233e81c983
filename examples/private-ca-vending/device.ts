import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { MqttClient } from 'mqtt'
import { connect } from '../fleet-provisioning/device/connect.js'
import { endWithUsage, readOptions } from '../jitr-lambda/demo/read-options.js'
import { type Identity, loadIdentity, save } from '../vending-machine/device/folder.js'
import { listen } from '../vending-machine/listen.js'
import { loadSealingKey } from './device/sealing-key.js'
import { parseDelivery, takeCertificate } from './device/take-certificate.js'

const usage = `device --host <endpoint> [--port 8883] --files <folder> --serial-number <text>

The lamp. Where it has no certificate it waits for somebody's app, then sends its state, and sleeps again.
The folder holds ca.pem and sealing.key, from the factory; later identity.json.`

const readArguments = (): Readonly<Record<'host' | 'port' | 'files' | 'serialNumber', string>> => {
  const text = { type: 'string' } as const
  const {
    host,
    port,
    files,
    'serial-number': serialNumber,
  } = readOptions({ host: text, port: { ...text, default: '8883' }, files: text, 'serial-number': text }, usage)
  if (host === undefined || files === undefined || serialNumber === undefined) {
    return endWithUsage('an option is missing', usage)
  }
  return { host, port, files, serialNumber }
}

const { host, port, files, serialNumber } = readArguments()
const broker = { host, port: Number(port), caCertificatePem: await readFile(join(files, 'ca.pem'), 'utf8') }

interface Session {
  readonly client: MqttClient
  readonly thingName: string
}

const begin = async (identity: Identity): Promise<Session> => {
  const { thingName } = identity
  return { client: await connect(broker, identity, thingName), thingName }
}

/**
 * Tells who it is and which key to seal to, until somebody brings what it can connect with: only that is kept, or whoever is near could
 * leave it useless. HTTP on 127.0.0.1 stands for what a lamp has: Bluetooth, or a network of its own.
 */
const untilSetUp = async (): Promise<Session> => {
  const sealingKey = await loadSealingKey(files)
  const door = new Hono().use(bodyLimit({ maxSize: 65_536 }))
  const setUp = new Promise<Session>((resolve) => {
    door.get('/lamp', (context) => context.json({ serialNumber, sealingKey: sealingKey.publicKey }))
    door.post('/certificate', async (context) => {
      try {
        const identity = await takeCertificate(serialNumber, sealingKey, parseDelivery(await context.req.json()))
        const session = await begin(identity)
        await save(files, 'identity.json', JSON.stringify(identity, null, 2))
        resolve(session)
        return context.json({ thingName: session.thingName })
      } catch {
        return context.json({ title: 'the lamp cannot use what was brought' }, 400)
      }
    })
  })
  const { url, close } = await listen(door)
  console.log(`waiting for an app on ${url}`)
  const session = await setUp
  await close()
  return session
}

const identity = await loadIdentity(files)
const { client, thingName } = identity === undefined ? await untilSetUp() : await begin(identity)
const topic = `lamp/${thingName}/state`
await client.publishAsync(topic, JSON.stringify({ on: true }), { qos: 1 })
console.log(`I am ${thingName}, and have sent my state to ${topic}`)
await client.endAsync()
