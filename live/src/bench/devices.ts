/** What a device has: its certificate, and the key that stays in this process. */
export interface DeviceIdentity {
  readonly certificateId: string
  readonly certificatePem: string
  readonly privateKeyPem: string
}

/** A connection that was let in. */
export interface Session {
  subscribe(topicFilter: string): Promise<'granted' | 'refused'>
  /** The messages so far, as text. */
  readonly messages: readonly { readonly topic: string; readonly payload: string }[]
  close(): Promise<void>
}

/** Connects devices, as devices do. */
export interface Devices {
  /** `undefined` where AWS closes the connection. */
  connect(identity: DeviceIdentity, clientId: string): Promise<Session | undefined>
}
