import type { Client } from 'aedes'
import { matchesTopicFilter } from '../connection/topic-filter.js'

/** What each connection has subscribed to, for what is sent to one connection only. */
export class Subscriptions {
  readonly #filters = new WeakMap<Client, Set<string>>()

  add(client: Client, topicFilter: string): void {
    const filters = this.#filters.get(client) ?? new Set<string>()
    this.#filters.set(client, filters.add(topicFilter))
  }

  remove(client: Client, topicFilters: readonly string[]): void {
    for (const topicFilter of topicFilters) this.#filters.get(client)?.delete(topicFilter)
  }

  /** Whether a connection listens on a topic. */
  hears(client: Client, topic: string): boolean {
    return [...(this.#filters.get(client) ?? [])].some((topicFilter) => matchesTopicFilter(topicFilter, topic))
  }
}
