import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '../fleet-provisioning/device/connect.js'
import { endWithUsage, readOptions } from '../jitr-lambda/demo/read-options.js'
import { Refused } from './device/ask.js'
import { type Checkpoint, checkpoints } from './device/checkpoint.js'
import { loadState } from './device/device-state.js'
import { clientIdOf, onboard } from './device/onboard.js'
import { overConnection } from './device/session.js'
import { prefix } from './registration.js'

const usage = `device --host <endpoint> [--port 8883] --files <folder> [--cut-off <moment>]

Wakes up, has its certificate replaced where it is still the vendor's, sends one reading, and sleeps again.
The folder holds ca.pem and device.json. --cut-off takes the power away at one of these moments:
${checkpoints.map((checkpoint) => `  ${checkpoint}`).join('\n')}`

const readArguments = (): { host: string; port: number; folder: string; cutOff: Checkpoint | undefined } => {
  const text = { type: 'string' } as const
  const options = { host: text, port: { ...text, default: '8883' }, files: text, 'cut-off': text }
  const { host, port, files: folder, 'cut-off': wanted } = readOptions(options, usage)
  const cutOff = checkpoints.find((checkpoint) => checkpoint === wanted)
  if (host === undefined || folder === undefined || cutOff !== wanted) {
    return endWithUsage('an option is missing, or there is no such moment', usage)
  }
  return { host, port: Number(port), folder, cutOff }
}

try {
  const { host, port, folder, cutOff } = readArguments()
  const broker = { host, port, caCertificatePem: await readFile(join(folder, 'ca.pem'), 'utf8') }
  const reached = (checkpoint: Checkpoint): void => {
    console.log(checkpoint)
    if (checkpoint === cutOff) process.kill(process.pid, 'SIGKILL')
  }
  // A refusal is nothing to stop for: the device works with the certificate that it has.
  await onboard({ broker, folder, prefix, reached }).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
    console.log(error.message)
  })
  const state = await loadState(folder)
  const clientId = clientIdOf(state)
  await overConnection(await connect(broker, state.identity, clientId), async (client) => {
    const topic = `device/${clientId}/temperature`
    await client.publishAsync(topic, JSON.stringify({ celsius: 21.5 }), { qos: 1 })
    console.log(`sent a reading to ${topic}, with the ${state.identity.issuer}'s certificate`)
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
