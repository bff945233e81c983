/** Why a device is not let in. */
export type RefusalReason =
  /** Not MQTT 3.1.1; the only refusal that is answered with a CONNACK (return code 1). */
  | 'protocol-version'
  /** More CONNECT in a second than the account has a quota for, or than one client id has. */
  | 'connect-throttled'
  | 'client-id-invalid'
  | 'certificate-missing'
  | 'certificate-malformed'
  | 'certificate-not-yet-valid'
  | 'certificate-expired'
  /** No registered CA has signed it. */
  | 'certificate-unknown'
  /** Signed, or with a key, of an algorithm that AWS IoT does not take. */
  | 'certificate-unsupported'
  | 'ca-inactive'
  | 'ca-expired'
  | 'auto-registration-disabled'
  /** More certificates in a second than register themselves; the device has to come again. */
  | 'registration-throttled'
  /** Registered by this very connection; active only once somebody says so. */
  | 'certificate-registered'
  | 'certificate-pending-activation'
  | 'certificate-inactive'
  | 'certificate-revoked'
  | 'certificate-pending-transfer'
  /** No attached policy allows `iot:Connect`, or one denies it. */
  | 'connect-denied'
  /** The last will asks for what the broker does not offer, or for a topic that is none. */
  | 'will-invalid'

/** What a policy has denied, or the broker refuses to anybody. */
export type DeniedAction = 'publish' | 'subscribe' | 'receive'

export type DenialReason =
  | 'policy'
  /** A topic that only AWS publishes to. */
  | 'topic-reserved'
  /** Empty, with U+0000, or with wildcards where they do not belong. */
  | 'topic-malformed'
  | 'topic-too-long'
  | 'topic-too-deep'
  | 'qos-unsupported'
  | 'packet-too-large'

interface Peer {
  readonly clientId: string
  readonly certificateId: string
}

/** What happens between devices and the broker, as it happens. */
export type ConnectionEvent =
  | ({ readonly kind: 'accepted' } & Peer)
  | {
      readonly kind: 'refused'
      readonly reason: RefusalReason
      readonly clientId: string
      readonly certificateId?: string | undefined
    }
  | ({ readonly kind: 'published'; readonly topic: string; readonly bytes: number } & Peer)
  | ({ readonly kind: 'subscribed'; readonly topicFilter: string } & Peer)
  | ({ readonly kind: 'delivered'; readonly topic: string; readonly bytes: number } & Peer)
  | ({
      readonly kind: 'denied'
      readonly action: DeniedAction
      readonly reason: DenialReason
      readonly topic: string
    } & Peer)
  | ({ readonly kind: 'disconnected'; readonly reason: 'client' | 'denied' | 'certificate' | 'taken-over' } & Peer)
