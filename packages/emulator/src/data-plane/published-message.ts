/** What a backend publishes, and whoever opens an endpoint sends on. */
export interface PublishedMessage {
  readonly topic: string
  readonly payload: Uint8Array
  readonly qos: 0 | 1
  readonly retain: boolean
}

/** Sends a message to the devices that are connected to one endpoint. */
export type Outlet = (message: PublishedMessage) => Promise<void>
