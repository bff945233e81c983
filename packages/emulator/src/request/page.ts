import { invalidRequest } from '../exception/exceptions.js'
import { constraints, quotas } from './constraints.js'
import { type Input, optionalFlag, optionalInteger, optionalText } from './input.js'

export interface Page<Item> {
  readonly items: readonly Item[]
  /** Where the next page begins; undefined on the last page. */
  readonly next: string | undefined
}

/** Lists of things and groups: `maxResults` and `nextToken`. */
export const registryPage = <Item>(input: Input, items: readonly Item[]): Page<Item> =>
  pageOf(input, items, 'maxResults', 'nextToken')

/** Lists of certificates and policies: `pageSize` and `marker`. */
export const securityPage = <Item>(input: Input, items: readonly Item[]): Page<Item> =>
  pageOf(input, items, 'pageSize', 'marker')

/** A list of certificates: newest first, unless `ascendingOrder` is asked for. */
export const newestFirstPage = <Item extends { readonly createdAt: Date }>(
  input: Input,
  items: Iterable<Item>,
): Page<Item> => {
  const oldestFirst = [...items].sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
  return securityPage(input, optionalFlag(input, 'ascendingOrder') ? oldestFirst : oldestFirst.reverse())
}

const pageOf = <Item>(input: Input, items: readonly Item[], sizeMember: string, tokenMember: string): Page<Item> => {
  const size = optionalInteger(input, sizeMember, 1, quotas.largestPage) ?? quotas.defaultPage
  const token = optionalText(input, tokenMember, constraints.marker)
  const start = token === undefined ? 0 : startOf(token, tokenMember)
  const end = start + size
  return { items: items.slice(start, end), next: end < items.length ? tokenFor(end) : undefined }
}

const tokenFor = (start: number): string => Buffer.from(String(start)).toString('base64')

const startOf = (token: string, member: string): number => {
  const start = Buffer.from(token, 'base64').toString()
  if (!/^\d{1,9}$/.test(start)) throw invalidRequest(`${member} is not one that a list has returned`)
  return Number(start)
}
