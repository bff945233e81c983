import '../jitr-lambda/demo/quiet.js'

import { readOptions } from '../jitr-lambda/demo/read-options.js'
import { tell } from '../jitr-lambda/demo/terminal.js'
import { openCloud } from './demo/cloud.js'
import { prepareLamp } from './demo/prepare-lamp.js'

readOptions(
  {},
  `npm run server

Keeps the vending machine and the emulator running on 127.0.0.1, and says how to play the lamp and Ada's app against them.`,
)

const untilStopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
})

const serialNumber = 'L1001'
const cloud = await openCloud((outcome) => tell(`vending machine: ${outcome.kind}`))
const lamp = await prepareLamp(cloud, serialNumber, 'ada')
const session = await lamp.signIn('ada')
const { host, port } = cloud.endpoint
const run = (script: string): string => `npm run ${script} --workspace examples/private-ca-vending --`

tell(`The vending machine listens on ${cloud.url}; Ctrl-C ends it and removes ${lamp.files}`)
console.log(`
  In a second terminal, at the root of the repository, play the lamp; it says where it waits:

${run('device')} --host ${host} --port ${port} --files ${lamp.files} --serial-number ${serialNumber}

  In a third one, play Ada's app, with that address in place of LAMP:

${run('app')} --machine ${cloud.url} --session ${session} --lamp LAMP
`)
await untilStopped
await lamp.remove()
await cloud.close()
