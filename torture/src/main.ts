import { runCommand } from './command/run-command.js'

// Whatever still waits on a timer belongs to a process that has died in some schedule.
process.exit(await runCommand(process.argv.slice(2), process.stdout, process.stderr))
