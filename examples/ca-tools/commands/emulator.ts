import { type Command, defineCommand } from '../command-line/command.js'
import { UsageError } from '../command-line/usage-error.js'
import { runEmulator } from '../emulator/run-emulator.js'
import { directoryFlags, directoryOf } from '../files/locate.js'

/** That of MQTT over TLS. */
const defaultPort = '8883'

const portOf = (said: string): number => {
  const port = Number(said)
  if (/^\d{1,5}$/.test(said) && port < 65_536) return port
  throw new UsageError(`\`--port\` cannot be \`${said}\``, 'give 0 for a free port, or 1 to 65535')
}

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

export const emulator: Command = defineCommand({
  name: 'emulator',
  summary: 'plays AWS IoT on this machine, for the other programs and for a device',
  flags: {
    port: { value: 'N', about: `of MQTT over TLS, 0 for a free one; default: ${defaultPort}` },
    region: { value: 'REGION', about: 'what it calls itself; default: eu-central-1' },
    ...directoryFlags,
  },
  notes: `Keep it running, and say --emulator to the others in a second terminal. It forgets everything when it ends.
A device that is new becomes the thing of its common name, with its own topics.`,
  run: async (values, terminal) => {
    const { port = defaultPort, region = 'eu-central-1' } = values
    const {
      host,
      port: open,
      close,
    } = await runEmulator(terminal, { directory: directoryOf(values), port: portOf(port), region })
    terminal.done(`AWS IoT's emulator listens on mqtts://${host}:${open}; Ctrl-C ends it`)
    await untilStopped()
    await close()
  },
})
