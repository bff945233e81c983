import './quiet.js'

import { runProgram } from './command-line/run-program.js'
import { openTerminal } from './dialogue/terminal.js'

process.exitCode = await runProgram(
  {
    'create-ca': async () => (await import('./commands/create-ca.js')).createCa,
    'register-ca': async () => (await import('./commands/register-ca.js')).registerCa,
    'create-device': async () => (await import('./commands/create-device.js')).createDevice,
    emulator: async () => (await import('./commands/emulator.js')).emulator,
  },
  process.argv.slice(2),
  openTerminal(process.stdin, process.stdout, process.stderr),
)
