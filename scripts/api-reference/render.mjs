import { sep } from 'node:path'
import ts from 'typescript'

/** @typedef {import('./exports.mjs').Export} Export */

/** Text of a doc comment, with `{@link name}` as code. */
const textOf = (/** @type {string | ts.NodeArray<ts.JSDocComment> | undefined} */ comment) => {
  if (comment === undefined) return ''
  const text = typeof comment === 'string' ? comment : comment.map((part) => part.getText()).join('')
  return text.replaceAll(/\{@link ([^}]+)\}/g, '`$1`').trim()
}

const inItem = (/** @type {string} */ text) => `- ${text.replaceAll('\n', '\n  ')}`

const parameterOf = (/** @type {ts.JSDocParameterTag} */ tag) =>
  inItem(`\`${tag.name.getText()}\`: ${textOf(tag.comment).replace(/^- /, '')}`)

const renderTags = (/** @type {readonly ts.JSDocTag[]} */ tags) => {
  const parameters = tags.filter(ts.isJSDocParameterTag).map(parameterOf)
  const named = (/** @type {string} */ name) => tags.filter((tag) => tag.tagName.text === name)
  const returns = named('returns').map((tag) => `Returns ${textOf(tag.comment)}`)
  const throws = tags.filter(ts.isJSDocThrowsTag).map((tag) => {
    const error = tag.typeExpression?.type.getText()
    return inItem(`${error === undefined ? '' : `\`${error}\` `}${textOf(tag.comment)}`.trimEnd())
  })
  return [
    parameters.join('\n'),
    returns.join('\n'),
    throws.length === 0 ? '' : `Throws:\n\n${throws.join('\n')}`,
    ...named('example').map((tag) => textOf(tag.comment)),
    ...named('see').map((tag) => `See ${textOf(tag.comment)}`),
  ]
}

const renderExport = (/** @type {Export} */ { name, signature, comment }) =>
  [`#### ${name}`, textOf(comment?.comment), `\`\`\`ts\n${signature}\n\`\`\``, ...renderTags(comment?.tags ?? [])]
    .filter((part) => part !== '')
    .join('\n\n')

/** The room that a declaration lives in: the first folder below `src`. */
const roomOf = (/** @type {Export} */ { file }) => {
  const [first = '', ...rest] = file.slice(file.lastIndexOf(`${sep}src${sep}`) + 5).split(sep)
  return rest.length === 0 ? '' : first
}

const order = { function: 0, constant: 1, class: 2, type: 3 }

const byKindAndName = (/** @type {Export} */ a, /** @type {Export} */ b) =>
  order[a.kind] - order[b.kind] || (a.name < b.name ? -1 : 1)

const anchorOf = (/** @type {string} */ heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9_ -]/g, '')
    .replaceAll(' ', '-')

/**
 * @param {string} name
 * @param {string} description
 * @param {readonly { specifier: string, exports: readonly Export[] }[]} entries
 */
export const renderPackage = (name, description, entries) => {
  const sections = entries.map(({ specifier, exports }) => {
    const rooms = [...new Set(exports.map(roomOf))].sort()
    const body = rooms.flatMap((room) => [
      room === '' ? '' : `### ${room}`,
      ...exports
        .filter((one) => roomOf(one) === room)
        .sort(byKindAndName)
        .map(renderExport),
    ])
    return [`## ${specifier}`, ...body].filter((part) => part !== '').join('\n\n')
  })
  const contents = entries.map(({ specifier }) => `- [\`${specifier}\`](#${anchorOf(specifier)})`)
  return `${[
    `# ${name}`,
    `${description}.`,
    'Written by `npm run docs` from the doc comments of the sources; to change it, change those.',
    contents.join('\n'),
    ...sections,
  ].join('\n\n')}\n`
}
