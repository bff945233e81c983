/**
 * `npm run check:types`: what `npm run check` of every workspace says, sooner. Nearly every workspace reads the sources of the packages;
 * those whose compiler options are the same are compiled as one program, which reads them once.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, readWorkspaces, root } from './workspaces.mjs'

/**
 * @typedef {object} Project
 * @property {string} folder
 * @property {{ extends: string, compilerOptions: object, include: string[], exclude?: string[] }} config
 */

/** @type {Project[]} */
const projects = [...readWorkspaces().map(({ folder }) => folder), 'scripts'].flatMap((folder) =>
  ['tsconfig.json', 'tsconfig.test.json']
    .map((name) => join(root, folder, name))
    .filter((path) => existsSync(path))
    .map((path) => ({ folder, config: readJson(path) })),
)

/** @type {Map<string, Project[]>} */
const programs = new Map()
for (const project of projects) {
  const key = JSON.stringify([join(project.folder, project.config.extends), project.config.compilerOptions])
  programs.set(key, [...(programs.get(key) ?? []), project])
}

const folder = join(root, 'node_modules/.cache/check-types')
mkdirSync(folder, { recursive: true })

let failed = false
for (const [index, members] of [...programs.values()].entries()) {
  const pathsOf = (/** @type {(project: Project) => string[]} */ read) =>
    members.flatMap((project) => read(project).map((path) => join(root, project.folder, path)))
  const [first] = members
  const file = join(folder, `tsconfig.${index}.json`)
  const config = {
    extends: join(root, first?.folder ?? '', first?.config.extends ?? ''),
    compilerOptions: { ...first?.config.compilerOptions, typeRoots: [join(root, 'node_modules/@types')] },
    include: pathsOf(({ config: { include } }) => include),
    exclude: [join(root, '**/node_modules'), ...pathsOf(({ config: { exclude = [] } }) => exclude)],
  }
  writeFileSync(file, JSON.stringify(config, undefined, 2))
  const start = performance.now()
  const { status } = spawnSync('tsc', ['-p', file], { cwd: root, stdio: 'inherit' })
  failed ||= status !== 0
  const names = members.map((member) => member.folder).join(', ')
  console.log(`${status === 0 ? '✓' : '✗'} ${names}: ${Math.round((performance.now() - start) / 1000)} s`)
}
process.exitCode = failed ? 1 : 0
