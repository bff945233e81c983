import type { Client } from 'aedes'
import { matchesTopicFilter } from '../connection/topic-filter.js'

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
    const matching = [...(this.#filters.get(client) ?? [])].filter(([topicFilter]) =>
      matchesTopicFilter(topicFilter, topic),
    )
    return matching.length === 0 ? undefined : Math.max(...matching.map(([, qos]) => qos))
  }
}
