import type { Client } from 'aedes'
import type { Session } from '../connection/session.js'
import type { World } from '../world.js'

/** Why a connection ends, where it is not the device that ends it. */
export type EndReason = 'denied' | 'certificate' | 'taken-over'

/** The sessions of the connections that are open, and why they end. */
export class Sessions {
  readonly #open = new Map<Client, Session>()
  readonly #endings = new Map<Client, EndReason>()
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  open(client: Client, session: Session): void {
    for (const [other, { clientId, certificate }] of this.#open) {
      if (clientId !== session.clientId) continue
      this.#endings.set(other, 'taken-over')
      // The broker closes the older of two connections of one session (MQTT-3.1.4-2); another certificate's is another session.
      if (certificate.id !== session.certificate.id) other.close()
    }
    this.#open.set(client, session)
  }

  of(client: Client | null): Session | undefined {
    return client === null ? undefined : this.#open.get(client)
  }

  markDenied(client: Client): void {
    this.#endings.set(client, 'denied')
  }

  /** Ends the connections of a certificate that is no longer active. */
  endCertificate(certificateId: string): void {
    for (const [client, { certificate }] of this.#open) {
      if (certificate.id !== certificateId) continue
      this.#endings.set(client, 'certificate')
      client.close()
    }
  }

  ended(client: Client): void {
    const session = this.#open.get(client)
    if (session === undefined) return
    this.#open.delete(client)
    this.#world.events.emit('connection', {
      kind: 'disconnected',
      clientId: session.clientId,
      certificateId: session.certificate.id,
      reason: this.#endings.get(client) ?? 'client',
    })
    this.#endings.delete(client)
  }
}
