import { setTimeout as pause } from 'node:timers/promises'
import type { RotationConversation } from '@thingplan/core/lifecycle'
import type { MqttClient } from 'mqtt'

/** What the cloud said no to, in its own words. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: string
  /** The certificate that it is about. */
  readonly certificateId: string | undefined

  constructor(code: string, message: string, certificateId: string | undefined) {
    super(`${code}: ${message}`)
    this.code = code
    this.certificateId = certificateId
  }
}

export interface Question {
  readonly topics: RotationConversation
  readonly payload: Readonly<Record<string, string>>
  readonly onListening: () => void
  readonly onSent: () => void
}

const answerMs = 10_000

const arrived = (client: MqttClient, topic: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const listen = (from: string, payload: Buffer): void => {
      if (from === topic) end(() => resolve(payload.toString()))
    }
    const close = (): void => end(() => reject(new Error('the connection was closed')))
    const timer = setTimeout(() => end(() => reject(new Error('there was no answer'))), answerMs)
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      client.off('message', listen)
      client.off('close', close)
      settle()
    }
    client.on('message', listen)
    client.once('close', close)
  })

const textOf = (answer: object, member: string): string | undefined => {
  const value: unknown = Reflect.get(answer, member)
  return typeof value === 'string' ? value : undefined
}

/** The text members of an answer, by their names. */
export type Answer = (member: 'pem' | 'cert_id') => string

/**
 * Sends a message and waits for what is said to it.
 *
 * @throws {Refused}
 */
export const ask = async (client: MqttClient, { topics, payload, onListening, onSent }: Question): Promise<Answer> => {
  // Subscribed before it asks: an answer that comes earlier is lost.
  await client.subscribeAsync(topics.reply, { qos: 1 })
  onListening()
  const answered = arrived(client, topics.reply)
  // Whoever is cut off before it waits for the answer hears nothing of the connection that is lost with it.
  answered.catch(() => undefined)
  await client.publishAsync(topics.request, JSON.stringify(payload), { qos: 1 })
  onSent()
  const answer: unknown = JSON.parse(await answered)
  if (typeof answer !== 'object' || answer === null) throw new Error('the answer is no object')
  const code = textOf(answer, 'error')
  if (code !== undefined) throw new Refused(code, textOf(answer, 'message') ?? '', textOf(answer, 'cert_id'))
  return (member) => {
    const text = textOf(answer, member)
    if (text === undefined) throw new Error(`the answer has no ${member}`)
    return text
  }
}

const attempts = 6

/** Asks again where nothing was offered yet: whoever has just been registered is offered a certificate moments later. */
export const askPatiently = async (client: MqttClient, question: Question): Promise<Answer> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(client, question)
    } catch (error) {
      const isEarly = error instanceof Refused && error.code === 'rotation-not-offered'
      if (!isEarly || attempt === attempts) throw error
      await pause(50 * 2 ** attempt)
    }
  }
}
