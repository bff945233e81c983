import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { DescribeEndpointCommand, IoTClient } from '@aws-sdk/client-iot'
import { createFactory } from './bench/factory.js'
import { createMqttDevices } from './bench/mqtt-devices.js'
import { createFileLedgerStore } from './ledger/file-ledger-store.js'
import { runLive } from './run-live.js'

const interruption = new AbortController()

// The first Ctrl-C ends the check and cleans up; the second ends the program, and the ledger stays.
process.once('SIGINT', () => {
  process.stderr.write('interrupted: cleaning up; once more to leave everything as it is\n')
  interruption.abort()
})

// Who reads only the beginning, as `head` does, must not stop what cleans up.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runLive(process.argv.slice(2), {
  environment: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  writeFile,
  clock: () => new Date(),
  newRunId: () => randomBytes(4).toString('hex'),
  connect: async ({ region }) => {
    const client = new IoTClient({ region })
    const { endpointAddress = '' } = await client.send(new DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' }))
    return {
      client,
      devices: createMqttDevices({ host: endpointAddress, port: 8883 }),
      factory: await createFactory(),
      store: createFileLedgerStore('.reports/ledgers'),
      sleep: (ms) => sleep(ms),
      patienceMs: 60_000,
      signal: interruption.signal,
    }
  },
})
