import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a program said, and whether it ended well. */
export interface Run {
  readonly ok: boolean
  readonly said: string
}

export interface Program {
  /** What it says first, up to the end of the line. */
  readonly firstLine: Promise<string>
  /** Everything, once it has ended. */
  readonly ended: Promise<Run>
  /** Ends it where it runs still. */
  stop(): void
}

const listenTo = (child: ChildProcess): Program => {
  let said = ''
  const ended = new Promise<Run>((resolve) => {
    child.once('close', (status) => resolve({ ok: status === 0, said: said.trim() }))
  })
  const firstLine = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const end = said.indexOf('\n')
      if (end >= 0) resolve(said.slice(0, end))
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', () => reject(new Error(`the program ended without a word: ${said}`)))
  })
  // Whoever waits for the end only need not look at the beginning.
  firstLine.catch(() => undefined)
  return {
    firstLine,
    ended,
    stop: () => {
      if (child.exitCode === null) child.kill()
    },
  }
}

/** Starts `device.ts` or `app.ts` as a process of its own. */
export const start = (name: 'device' | 'app', options: Readonly<Record<string, string>>): Program => {
  const file = fileURLToPath(new URL(`../${name}.ts`, import.meta.url))
  const flags = Object.entries(options).flatMap(([option, value]) => [`--${option}`, value])
  return listenTo(
    spawn(process.execPath, ['--conditions=@thingplan/source', '--import', 'tsx', file, ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
}
