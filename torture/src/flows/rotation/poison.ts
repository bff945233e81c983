import type { Errand } from '../errand.js'
import type { RotationDesk } from './desk.js'
import { bodyOf } from './device.js'
import { type RotationRequests, silent, talkative } from './material.js'

const stranger = 'ab'.repeat(32)

/** Messages that must change nothing, whenever they come. */
export const poisonFor = (
  { second, unproven }: RotationRequests,
  vendors: Readonly<Record<typeof talkative | typeof silent, string>>,
): readonly Errand<RotationDesk>[] => {
  const request = JSON.stringify({ csr: second.csr })
  const bodies: Readonly<Record<string, string>> = {
    'a request over a certificate that nobody knows': bodyOf('create', talkative, request, stranger),
    'a request over the certificate of another device': bodyOf('create', talkative, request, vendors[silent]),
    'an acknowledgement over the certificate of another device': bodyOf(
      'ack',
      silent,
      JSON.stringify({ cert_id: stranger }),
      vendors[talkative],
    ),
    'an acknowledgement of what was never given': bodyOf(
      'ack',
      talkative,
      JSON.stringify({ cert_id: stranger }),
      vendors[talkative],
    ),
    'a payload cut short': bodyOf('create', talkative, request.slice(0, 200), vendors[talkative]),
    'a payload too long': bodyOf(
      'create',
      silent,
      JSON.stringify({ csr: unproven.csr, padding: 'x'.repeat(9000) }),
      vendors[silent],
    ),
    'a request whose signature is wrong': bodyOf(
      'create',
      talkative,
      JSON.stringify({
        csr: second.csr.replace(/[A-Za-z](?=[^\n]*\n-----END)/, (letter) => (letter === 'A' ? 'B' : 'A')),
      }),
      vendors[talkative],
    ),
    'what an error action hands over': bodyOf('create', talkative, request, vendors[talkative], {
      base64OriginalPayload: 'e30=',
    }),
    'a prototype among the fields': `{"__proto__":{},${bodyOf('create', talkative, request, stranger).slice(1)}`,
    'no JSON at all': 'principal',
  }
  return Object.entries(bodies).map(([name, body]) => ({
    id: `poison: ${name}`,
    isPoison: true,
    run: (desk) => desk.take(body),
  }))
}
