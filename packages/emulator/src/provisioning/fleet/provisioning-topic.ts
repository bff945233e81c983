/** How a request of the provisioning API, and the answer to it, are written. */
export type PayloadFormat = 'json' | 'cbor'

/** What a device asks for by publishing on a reserved topic (Developer Guide, "Device provisioning MQTT API"). */
export type ProvisioningRequest =
  | { readonly operation: 'create'; readonly format: PayloadFormat }
  | { readonly operation: 'create-from-csr'; readonly format: PayloadFormat }
  | { readonly operation: 'provision'; readonly format: PayloadFormat; readonly templateName: string }

const requestTopic =
  /^\$aws\/(?:certificates\/(?<creation>create|create-from-csr)|provisioning-templates\/(?<templateName>[^/]+)\/provision)\/(?<format>json|cbor)$/

const answer = /\/(?:accepted|rejected)$/

/** The request that a topic stands for; undefined for every other topic. */
export const readRequestTopic = (topic: string): ProvisioningRequest | undefined => {
  const { creation, templateName, format } = requestTopic.exec(topic)?.groups ?? {}
  if (format !== 'json' && format !== 'cbor') return undefined
  if (creation === 'create' || creation === 'create-from-csr') return { operation: creation, format }
  return templateName === undefined ? undefined : { operation: 'provision', format, templateName }
}

/** Whether a topic is one that answers stand on; only AWS IoT publishes there. */
export const isAnswerTopic = (topic: string): boolean =>
  answer.test(topic) && readRequestTopic(topic.replace(answer, '')) !== undefined
