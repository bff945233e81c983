import '../jitr-lambda/demo/quiet.js'

import { writeOutcome } from '@thingplan/aws-adapter/vending'
import { endWithUsage, readOptions } from '../jitr-lambda/demo/read-options.js'
import { tell } from '../jitr-lambda/demo/terminal.js'
import { openCloud } from './cloud/open-cloud.js'
import { buildDeviceFolder } from './demo/device-folder.js'
import { enrol, grant } from './operator.js'

const usage = `npm run server -- [--port 0]

Keeps the vending machine and the emulator running on 127.0.0.1, for a device of your own.`

const port = Number(readOptions({ port: { type: 'string', default: '0' } }, usage).port)
if (!Number.isInteger(port) || port < 0 || port > 65_535) endWithUsage('--port is a number from 0 to 65535', usage)

const untilStopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
})

const serialNumber = 'P1001'
const cloud = await openCloud((outcome) => tell(writeOutcome(outcome)), port)
const device = await buildDeviceFolder(cloud)
await enrol(cloud.machine.store, serialNumber)
await device.give(await grant(cloud.machine.store, serialNumber))
const { host, port: brokerPort } = cloud.endpoint
tell(`The vending machine listens on ${cloud.url}; Ctrl-C ends it and removes ${device.files}`)
console.log(`
  In a second terminal, at the root of the repository, play the device, as often as you like:

npm run device --workspace examples/vending-machine -- --machine ${cloud.url} --host ${host} --port ${brokerPort} --files ${device.files} --serial-number ${serialNumber}
`)
await untilStopped
await device.remove()
await cloud.close()
