import { attributeTypeSpellings, resolveAttributeType } from '../../certificate/attribute-types.js'
import { registrationVariables } from '../registration-variables.js'
import type { PathNode } from './expression-node.js'
import type { ResolvedPath } from './resolved-path.js'
import { listKeys, suggestKey, unknownPath, writtenKey } from './unknown-path.js'
import { writePath } from './write-path.js'

type Variables = { readonly [key: string]: 'text' | 'name' | Variables }

const anyAttributeType =
  'an attribute type is a short name (`CN`), a long name (`commonName`) or a dotted OID (`2.5.4.3`)'

/** Resolves what follows a distinguished name at `at`: an attribute type, and perhaps which of its values. */
const resolveAttribute = (node: PathNode, at: number): ResolvedPath => {
  const name = node.keys.slice(0, at).map(writtenKey)
  const [spelling, index, excess] = node.keys.slice(at)
  if (spelling === undefined) throw unknownPath(node, at - 1, 'add an attribute type, such as `.CN`')
  const type = resolveAttributeType(String(writtenKey(spelling)))
  if (type === undefined) {
    throw unknownPath(node, at, suggestKey(node, at, attributeTypeSpellings()) ?? anyAttributeType)
  }
  if (index?.kind === 'property') throw unknownPath(node, at + 1, 'an attribute has values only; choose one with `[0]`')
  if (excess !== undefined) throw unknownPath(node, at + 2, 'a value has no parts')
  const values = index === undefined ? [] : [index.index]
  return {
    canonical: writePath([...name, type.longName ?? type.oid, ...values]),
    steps: [...name.map((key) => ({ key: String(key) })), { key: type.oid, oid: type.oid }, ...values],
    position: node.position,
  }
}

/** Resolves a path that ends at `at` in a value. */
const resolveValue = (node: PathNode, at: number): ResolvedPath => {
  if (node.keys.length > at) throw unknownPath(node, at, 'a value has no parts')
  const written = node.keys.map(writtenKey)
  return {
    canonical: writePath(written),
    steps: written.map((key) => ({ key: String(key) })),
    position: node.position,
  }
}

/**
 * Looks up a path among the variables of a registration, which are known completely.
 *
 * @throws {TemplateError} `template-path-unknown`.
 */
export const resolveRegistrationPath = (node: PathNode): ResolvedPath => {
  let variables: Variables = registrationVariables
  for (const [at, key] of node.keys.entries()) {
    const name = String(writtenKey(key))
    const known = Object.keys(variables)
    const found = Object.hasOwn(variables, name) ? variables[name] : undefined
    if (found === undefined) throw unknownPath(node, at, suggestKey(node, at, known) ?? listKeys(node, at, known))
    if (found === 'name') return resolveAttribute(node, at + 1)
    if (found === 'text') return resolveValue(node, at + 1)
    variables = found
  }
  const end = node.keys.length
  throw unknownPath(node, end - 1, listKeys(node, end, Object.keys(variables)))
}
