import { resolveAttributeType } from '../../certificate/attribute-types.js'
import type { PathNode } from './expression-node.js'
import type { PathStep, ResolvedPath } from './resolved-path.js'
import { unknownPath, writtenKey } from './unknown-path.js'
import { writePath } from './write-path.js'

/** What every object of JavaScript inherits: never the name of a variable, whatever the variables are. */
const inherited: readonly string[] = ['__proto__', 'constructor', 'prototype']

/**
 * Takes a path as it is; whether it leads anywhere is known when it is read.
 *
 * @throws {TemplateError} `template-path-unknown` for keys that objects inherit.
 */
export const resolveAnyPath = (node: PathNode): ResolvedPath => {
  const written = node.keys.map(writtenKey)
  const wrong = written.findIndex((key) => typeof key === 'string' && inherited.includes(key))
  if (wrong >= 0) throw unknownPath(node, wrong, 'paths lead over own properties only')
  const steps = written.map((key): PathStep => {
    return typeof key === 'number' ? key : { key, oid: resolveAttributeType(key)?.oid }
  })
  return { canonical: writePath(written), steps, position: node.position }
}
