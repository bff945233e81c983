import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('../', import.meta.url)

/** A script of package.json, as `npm run` starts it: the program, and what stands behind it. */
export const scriptOf = (name: string, manifest: URL = new URL('package.json', folder)): readonly string[] => {
  const { [name]: command } = JSON.parse(readFileSync(manifest, 'utf8')).scripts
  return command.split(' ').slice(1)
}

/** Runs a script of package.json to its end. */
export const runScript = (
  name: string,
  ...options: string[]
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
  spawnSync(process.execPath, [...scriptOf(name), ...options], { cwd: fileURLToPath(folder), encoding: 'utf8' })
