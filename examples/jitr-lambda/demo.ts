import './demo/quiet.js'

import { parseArgs } from 'node:util'
import { answerHelp } from './demo/read-options.js'
import { serve } from './demo/serve.js'
import { tellStory } from './demo/story.js'

const usage = `npm run demo                        tells how a device's first connection becomes a registered thing
npm run demo -- --serve [--port N]  keeps the emulator and the handler running on 127.0.0.1 for your own MQTT client`

const readArguments = (): { readonly serve: boolean; readonly port: number } => {
  const { values } = parseArgs({ options: { serve: { type: 'boolean' }, port: { type: 'string', default: '0' } } })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port is a number from 0 to 65535`)
  return { serve: values.serve === true, port }
}

answerHelp(usage)
try {
  const options = readArguments()
  await (options.serve ? serve(options.port) : tellStory())
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  process.exitCode = 1
}
