import type { Client } from 'aedes'

/** What each connection has subscribed to, for what is sent to one connection only. */
export class Subscriptions {
  readonly #filters = new WeakMap<Client, Map<string, number>>()

  add(client: Client, topicFilter: string, qos: number): void {
    const filters = this.#filters.get(client) ?? new Map<string, number>()
    this.#filters.set(client, filters.set(topicFilter, qos))
  }

  remove(client: Client, topicFilters: readonly string[]): void {
    for (const topicFilter of topicFilters) this.#filters.get(client)?.delete(topicFilter)
  }

  /** The best quality of service that a connection has asked for on a topic; undefined where it listens to nothing there. */
  qosOf(client: Client, topic: string): number | undefined {
    const matching = [...(this.#filters.get(client) ?? [])].filter(([topicFilter]) => matches(topicFilter, topic))
    return matching.length === 0 ? undefined : Math.max(...matching.map(([, qos]) => qos))
  }
}

/** MQTT 3.1.1 section 4.7: `+` stands for one level, `#` for all that follow; neither first for a topic with `$`. */
const matches = (topicFilter: string, topic: string): boolean => {
  const filter = topicFilter.split('/')
  const levels = topic.split('/')
  if (topic.startsWith('$') && (filter[0] === '+' || filter[0] === '#')) return false
  const rest = filter.indexOf('#')
  const compared = rest === -1 ? filter : filter.slice(0, rest)
  if (rest === -1 ? levels.length !== filter.length : levels.length < compared.length) return false
  return compared.every((level, index) => level === '+' || level === levels[index])
}
