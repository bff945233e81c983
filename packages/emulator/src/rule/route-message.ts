import { matchesTopicFilter } from '../connection/topic-filter.js'
import type { World } from '../world.js'
import type { ActiveRule } from './rule.js'
import type { RuleMessage } from './rule-message.js'

/** What Lambda does with an asynchronous invocation that fails: two more (Lambda Developer Guide, "Asynchronous invocation"). */
const attempts = 3

/**
 * Hands a message to the handlers of all rules that listen to its topic. They run behind the back of whoever has published:
 * nobody waits for them but `settled`, and what they throw is reported.
 */
export const routeMessage = (world: World, message: RuleMessage): void => {
  for (const rule of world.rules) {
    if (!matchesTopicFilter(rule.topicFilter, message.topic)) continue
    for (let delivery = 1; delivery <= rule.deliveries; delivery++) world.background(deliver(rule, message))
  }
}

const deliver = async (rule: ActiveRule, message: RuleMessage): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await rule.run({ ...message, payload: Uint8Array.from(message.payload) })
      return
    } catch (error) {
      if (attempt === attempts) throw error
    }
  }
}
