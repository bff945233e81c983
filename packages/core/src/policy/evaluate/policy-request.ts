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

/** What somebody who is connected, or wants to be, asks to do over MQTT. */
export interface PolicyRequest {
  /** For example `iot:Publish`. */
  readonly action: string
  /** ARN of a client, topic, topic filter, … For a subscription the filter as it was sent. */
  readonly resource: string
  readonly clientId?: string | undefined
  readonly certificate?: Pick<Certificate, 'id' | 'subject' | 'subjectAlternativeNames'> | undefined
  /** Default: the certificate's id. */
  readonly certificateId?: string | undefined
  readonly thing?: RequestThing | undefined
  /** Default: none. */
  readonly connectAttributes?: readonly ConnectAttribute[] | undefined
}
