import { nearest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import { TemplateError } from '../template-error.js'
import type { PathKey, PathNode } from './expression-node.js'
import { writePath } from './write-path.js'

export const writtenKey = (key: PathKey): string | number => (key.kind === 'index' ? key.index : key.name)

/** A path that nothing can have, wrong at one of its keys. */
export const unknownPath = ({ keys }: PathNode, wrong: number, remedy: string): TemplateError => {
  const written = keys.map(writtenKey)
  const position = keys[wrong]?.position ?? 0
  const field = writePath(written)
  return new TemplateError('template-path-unknown', `unknown path ${quote(field)} at position ${position}`, {
    field,
    value: String(written[wrong] ?? ''),
    remedy,
    position,
  })
}

const parentsOf = ({ keys }: PathNode, wrong: number): (string | number)[] => keys.slice(0, wrong).map(writtenKey)

/** What a key most likely means, as a path; `undefined` where nothing is near. */
export const suggestKey = (node: PathNode, wrong: number, known: Iterable<string>): string | undefined => {
  const key = node.keys[wrong]
  const meant = key === undefined ? undefined : nearest(String(writtenKey(key)), known)
  return meant === undefined ? undefined : `did you mean ${quote(writePath([...parentsOf(node, wrong), meant]))}`
}

/** Everything that a key could be. */
export const listKeys = (node: PathNode, wrong: number, known: readonly string[]): string => {
  const parents = parentsOf(node, wrong)
  return `${parents.length === 0 ? 'templates read' : `${quote(writePath(parents))} has`}: ${known.join(', ')}`
}
