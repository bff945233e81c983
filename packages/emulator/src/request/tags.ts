import { invalidRequest, limitExceeded } from '../exception/exceptions.js'
import type { Tags } from '../registry/records.js'
import { constraints, quotas } from './constraints.js'
import { checkText, type Input, isInput, optionalList, optionalText, requiredText } from './input.js'

/** The tags in `tags` of a request; none where there is no such member. */
export const requestedTags = (input: Input): Tags => checkTagCount(tagsIn(input))

/** @throws {InvalidRequestException} for what is no tag. */
export const tagsIn = (input: Input): Tags =>
  new Map(
    (optionalList(input, 'tags') ?? []).map((tag) => {
      if (!isInput(tag)) throw invalidRequest('tags must be a list of objects')
      return [
        checkTagKey(requiredText(tag, 'Key', constraints.tagKey)),
        optionalText(tag, 'Value', constraints.tagValue) ?? '',
      ]
    }),
  )

/** The keys in `tagKeys` of a request. */
export const requestedTagKeys = (input: Input): readonly string[] => {
  const keys = optionalList(input, 'tagKeys')
  if (keys === undefined) throw invalidRequest('tagKeys is required')
  return keys.map((key) => checkText('tagKeys', key, constraints.tagKey))
}

/** @throws {LimitExceededException} */
export const checkTagCount = (tags: Tags): Tags => {
  if (tags.size <= quotas.tagsPerResource) return tags
  throw limitExceeded(`a resource may have at most ${quotas.tagsPerResource} tags, this would make ${tags.size}`)
}

/** Developer Guide, "Tagging your AWS IoT resources": keys that begin so are AWS's own. */
const checkTagKey = (key: string): string => {
  if (!/^aws:/i.test(key)) return key
  throw invalidRequest('the key of a tag must not begin with aws:')
}
