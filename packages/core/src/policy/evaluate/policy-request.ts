import type { Certificate } from '../../certificate/certificate.js'

/** What an MQTT CONNECT asks for beside the connection (AWS IoT, `mqtt-persistent-sessions` and last will). */
export type ConnectAttribute = 'PersistentConnect' | 'LastWill'

/** The thing that AWS would look at for this connection. */
export interface RequestThing {
  readonly name: string
  readonly typeName?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  /** Whether the connecting certificate is attached to it. */
  readonly attached: boolean
  /** Whether that attachment is exclusive, so that the thing is found whatever the client id is. */
  readonly exclusive: boolean
}

/** What policies read of a certificate: that which `readCertificate` returns has it all. */
export type RequestCertificate = Pick<Certificate, 'id' | 'subject' | 'subjectAlternativeNames'> &
  Partial<Pick<Certificate, 'issuer' | 'extensions'>>

/** Who asks, and over which connection. What is left out counts as not known, and so never helps to allow anything. */
export interface PolicyConnection {
  /** Absent over HTTPS in any case. */
  readonly clientId?: string | undefined
  readonly certificate?: RequestCertificate | undefined
  /** Default: the certificate's id. */
  readonly certificateId?: string | undefined
  /** Default: there is none that the certificate is attached to, and none that is named as the client id. */
  readonly thing?: RequestThing | undefined
  /** IPv4 or IPv6 address of the device. */
  readonly sourceIp?: string | undefined
  /** Default: `mqtt` for what MQTT packets ask for (connect, publish, subscribe, receive), else `https`. */
  readonly protocol?: 'mqtt' | 'https' | undefined
  /**
   * Values of other variables and condition keys, such as `aws:SourceVpc`, and of those whose form AWS does not document,
   * such as `iot:Certificate.SerialNumber`. An empty list says that there is no value.
   */
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined
}

/** What somebody who is connected, or wants to be, asks to do. */
export interface PolicyRequest extends PolicyConnection {
  /** For example `iot:Publish`. */
  readonly action: string
  /** ARN of a client, topic, topic filter, … For a subscription the filter as it was sent. */
  readonly resource: string
  /** Default: none. */
  readonly connectAttributes?: readonly ConnectAttribute[] | undefined
  /** ARN of the topic of the last will, where the attributes name one. */
  readonly lastWillTopic?: string | undefined
}

/** Actions that MQTT packets ask for. */
export const mqttActions: readonly string[] = [
  'iot:Connect',
  'iot:Publish',
  'iot:RetainPublish',
  'iot:Subscribe',
  'iot:Receive',
]

/** As AWS writes them, and as they are compared. */
const spellings: ReadonlySet<string> = /* @__PURE__ */ new Set(
  mqttActions.flatMap((action) => [action, action.toLowerCase()]),
)

/** Whether a request comes over an MQTT connection, the only one that has a client id (`thing-policy-variables`). */
export const isOverMqtt = ({ protocol, action }: PolicyRequest): boolean => {
  if (protocol !== undefined) return protocol === 'mqtt'
  return spellings.has(action) || spellings.has(action.toLowerCase())
}
