import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from '../workspaces.mjs'

/**
 * Runs a command at the root and passes on what it prints, as it prints it.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @returns {Promise<{ status: number | null, output: string }>}
 */
export const runAloud = async (command, parameters) => {
  // What writes into a pipe leaves its colours out, unless it is told.
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
  const child = spawn(command, parameters, {
    cwd: root,
    env: { ...process.env, ...colours },
    stdio: ['inherit', 'pipe', 'pipe'],
  })
  let output = ''
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    from.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
      to.write(chunk)
    })
  }
  const [status] = await once(child, 'close')
  return { status, output }
}
