import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'
import { files, read, root } from './repository.js'

const pages = files.filter((file) => file.endsWith('.md'))

/** A page's text without its code, where brackets mean something else. */
const proseOf = (page: string): string =>
  read(page)
    .replaceAll(/^ *```[\s\S]*?^ *```/gm, '')
    .replaceAll(/`[^`\n]*`/g, '')

/** The anchors that a page's headings get. */
const anchorsOf = (page: string): Set<string> => {
  const seen = new Map<string, number>()
  const anchors = new Set<string>()
  for (const [, heading = ''] of read(page)
    .replaceAll(/^ *```[\s\S]*?^ *```/gm, '')
    .matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    const anchor = plain
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-')
    const times = seen.get(anchor) ?? 0
    seen.set(anchor, times + 1)
    anchors.add(times === 0 ? anchor : `${anchor}-${times}`)
  }
  return anchors
}

const complaintsOf = (page: string): string[] =>
  [...proseOf(page).matchAll(/\[[^\]]*\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z][a-z+.-]*:/i.test(target)) return []
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? page : normalize(join(dirname(page), decodeURI(path)))
    if (!existsSync(join(root, file))) return [`leads to ${target}, which does not exist`]
    if (anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor)) {
      return [`leads to ${target}, a heading that ${file} does not have`]
    }
    return []
  })

it.each(pages)('%s: every link leads somewhere', (page) => {
  expect(complaintsOf(page)).toEqual([])
})

const scriptsIn = (folder: string): Readonly<Record<string, string>> => {
  const file = join(folder, 'package.json')
  if (!existsSync(join(root, file))) return {}
  return (JSON.parse(read(file)) as { scripts?: Record<string, string> }).scripts ?? {}
}

it.each(pages.filter((page) => !page.includes('CHANGELOG')))(
  '%s: every command exists, at the root or beside it',
  (page) => {
    const scripts = { ...scriptsIn(''), ...scriptsIn(dirname(page)) }
    const commands = [...read(page).matchAll(/\bnpm run ([\w:-]+)\b(?! --workspace)/g)].map(
      ([, command = '']) => command,
    )
    expect(commands.filter((command) => scripts[command] === undefined)).toEqual([])
  },
)
