import { isInput } from '../request/input.js'
import type { RuleEvent } from './rule.js'
import type { RuleMessage } from './rule-message.js'
import type { RuleQuery, Selected } from './rule-query.js'

/** What a query makes of a message; values that the message does not have are left out, as AWS IoT leaves out Undefined. */
export const evaluateQuery = ({ selection }: RuleQuery, message: RuleMessage): RuleEvent =>
  Object.fromEntries(selection.flatMap((selected) => entriesOf(selected, message)))

const entriesOf = (selected: Selected, message: RuleMessage): [name: string, value: unknown][] => {
  if (selected.kind === 'everything') return Object.entries(membersOf(message))
  const value = selectedValue(selected, message)
  return value === undefined ? [] : [[selected.name, value]]
}

/** Developer Guide, "clientid()": `n/a` for what was not sent over MQTT. */
const noClient = 'n/a'

const selectedValue = (
  selected: Extract<Selected, { readonly kind: 'value' }>,
  { topic, payload, principal, clientId, timestamp }: RuleMessage,
): string | number | undefined => {
  switch (selected.of) {
    case 'principal':
      return principal
    case 'clientid':
      return clientId ?? noClient
    case 'timestamp':
      return timestamp
    case 'topic':
      return topic
    case 'topic-level':
      return topic.split('/')[selected.level - 1]
    case 'payload-base64':
      return Buffer.from(payload).toString('base64')
  }
}

const membersOf = ({ topic, payload }: RuleMessage): object => {
  const members: unknown = JSON.parse(Buffer.from(payload).toString())
  if (isInput(members)) return members
  throw new TypeError(`the rule selects *, and the message on ${topic} is no JSON object`)
}
