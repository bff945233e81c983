import type { Errand } from '../errand.js'
import { answerOf, ask } from './ask.js'
import type { Machine } from './machine.js'
import { ownKeys, type VendingMaterial } from './material.js'

const poisonous = (name: string, run: Errand<Machine>['run']): Errand<Machine> => ({
  id: `poison: ${name}`,
  isPoison: true,
  run,
})

/**
 * Requests and events that must change nothing, though some of them carry the token of a device.
 *
 * @param onServed - told where something was handed out for poison
 */
export const poisonFor = (
  token: string,
  { requests }: VendingMaterial,
  onServed: (name: string) => void,
): readonly Errand<Machine>[] => {
  const body = (name: string, text: string): Errand<Machine> =>
    poisonous(name, async (machine) => {
      const asked = await ask(machine, text, '198.51.100.1')
      if (asked.status === 200) onServed(name)
      return answerOf(asked)
    })
  const own = { serialNumber: ownKeys, token, csr: requests.first }
  return [
    body('the request of another device', JSON.stringify({ ...own, csr: requests.foreign })),
    body('a wrong token', JSON.stringify({ ...own, token: 'A'.repeat(22) })),
    body('a device that nobody knows', JSON.stringify({ ...own, serialNumber: 'SN-4' })),
    body('a body too long', JSON.stringify({ ...own, csr: 'A'.repeat(20_000) })),
    body('a prototype among the fields', `{"__proto__":{"csr":"x"},${JSON.stringify(own).slice(1)}`),
    body('a request cut short', JSON.stringify(own).slice(0, 300)),
    poisonous('a connection with a certificate of somebody else', async (machine) => {
      const event = { eventType: 'connected', clientId: `pump-${ownKeys}`, principalIdentifier: 'ab'.repeat(32) }
      return machine.see(event)
    }),
    poisonous('an event without a principal', (machine) =>
      machine.see({ eventType: 'connected', clientId: `pump-${ownKeys}` }),
    ),
  ]
}
