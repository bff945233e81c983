import type { Answer } from '../../flow.js'
import type { Machine } from './machine.js'

/** An answer of the machine, read. */
export interface Asked {
  readonly status: number
  readonly code: unknown
  /** What was handed out. */
  readonly certificateId: string | undefined
  readonly certificatePem: string | undefined
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Asks as a device does: over HTTP, without a network. */
export const ask = async ({ fetch }: Machine, body: string, source: string): Promise<Asked> => {
  const headers = { 'content-type': 'application/json' }
  const request = new Request('https://vending.example/certificates', { method: 'POST', headers, body })
  const response = await fetch(request, source)
  const fields = new Map<string, unknown>(Object.entries(JSON.parse(await response.text())))
  return {
    status: response.status,
    code: fields.get('code'),
    certificateId: textOf(fields.get('certificateId')),
    certificatePem: textOf(fields.get('certificatePem')),
  }
}

/** Whether asking again can help: somebody else is at it, something is down, or too many have asked. */
export const answerOf = ({ status, code }: Asked): Answer => {
  if (status === 200) return 'settled'
  return status === 503 || status === 429 || code === 'claim-in-progress' ? 'again' : 'set-aside'
}
