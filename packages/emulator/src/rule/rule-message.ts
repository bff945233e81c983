/** A message as a rule gets it, with what AWS IoT says of its sender. */
export interface RuleMessage {
  readonly topic: string
  readonly payload: Uint8Array
  /** The certificate id of the sender; undefined for what AWS IoT or a backend has published. */
  readonly principal: string | undefined
  /** Undefined for what did not come over MQTT. */
  readonly clientId: string | undefined
  /** Milliseconds since 1970. */
  readonly timestamp: number
}
