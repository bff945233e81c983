import { ListTagsForResourceCommand, type Tag, TagResourceCommand } from '@aws-sdk/client-iot'
import { callAuthority } from './call-authority.js'
import type { AuthorityState } from './describe-authority.js'
import type { AuthorityChange } from './registered-authority.js'
import type { AuthorityRegistrationCalls, AuthorityTagCalls } from './registration-calls.js'

type Registered = Pick<AuthorityState, 'caCertificateId' | 'caCertificateArn'>

export const tagsOf = (tags: ReadonlyMap<string, string>): Tag[] => [...tags].map(([Key, Value]) => ({ Key, Value }))

/**
 * All tags of a CA, page by page.
 *
 * @throws {AuthorityError} `authority-throttled`
 * @throws {CallError}
 */
export const listAuthorityTags = async (
  client: AuthorityTagCalls,
  { caCertificateId, caCertificateArn: resourceArn }: Registered,
): Promise<ReadonlyMap<string, string>> => {
  const tags = new Map<string, string>()
  let nextToken: string | undefined
  do {
    const command = new ListTagsForResourceCommand({ resourceArn, ...(nextToken === undefined ? {} : { nextToken }) })
    const listed = await callAuthority('ListTagsForResource', caCertificateId, () => client.send(command))
    for (const { Key, Value = '' } of listed.tags ?? []) if (Key !== undefined) tags.set(Key, Value)
    nextToken = listed.nextToken
  } while (nextToken !== undefined)
  return tags
}

/** Sets the tags that a CA lacks, or has with another value; says which. */
export const tagAuthority = async (
  client: AuthorityRegistrationCalls,
  registered: Registered,
  wanted: ReadonlyMap<string, string>,
): Promise<readonly AuthorityChange[]> => {
  if (wanted.size === 0) return []
  const existing = await listAuthorityTags(client, registered)
  const differing = new Map([...wanted].filter(([key, value]) => existing.get(key) !== value))
  if (differing.size === 0) return []
  const command = new TagResourceCommand({ resourceArn: registered.caCertificateArn, tags: tagsOf(differing) })
  await callAuthority('TagResource', registered.caCertificateId, () => client.send(command))
  return [...differing].map(([key, to]) => ({ field: `tags.${key}`, from: existing.get(key) ?? '', to }))
}
