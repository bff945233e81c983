import { grantToken, hashToken } from '@thingplan/core/lifecycle'
import type { Emulator } from '@thingplan/emulator'
import type { Answer } from '../../flow.js'
import type { Errand } from '../errand.js'
import { type Stage, walk } from '../walk.js'
import { answerOf, ask } from './ask.js'
import type { Machine } from './machine.js'

/** A device that walks to the vending machine, and what it has brought home. */
export interface VendedDevice {
  readonly serialNumber: string
  /** Certificates that it was handed, in that order, by their ids. It keeps all of them, and uses what lets it in. */
  readonly held: ReadonlyMap<string, string>
  readonly errands: readonly Errand<Machine>[]
  /** Connects with the newest certificate that lets it in, as it does after every interruption of its line. */
  connect(machine: Machine): Promise<Answer>
}

/** A token, and what the device asks with it. */
export interface Visit {
  readonly token: string
  readonly wish: Readonly<Record<string, string>>
}

const never = new Date('2040-01-01T00:00:00Z')

/** Whoever looks after the devices grants a token; that it, or a later one, was granted before changes nothing. */
const grant = async (
  { store }: Machine,
  serialNumber: string,
  [token = '', ...later]: readonly string[],
): Promise<Answer> => {
  try {
    const record = await store.read(serialNumber)
    if (record === undefined) return 'again'
    const isGranted = [token, ...later].some((each) => record.token?.hash === hashToken(serialNumber, each))
    if (isGranted) return 'settled'
    return (await store.write(grantToken(record, { token, expiresAt: never }))) === 'written' ? 'settled' : 'again'
  } catch {
    return 'again'
  }
}

/** A device that is granted a token, asks, and connects; and that does so again for every further token. */
export const createDevice = (
  serialNumber: string,
  visits: readonly Visit[],
  { connectDevice }: Emulator,
): VendedDevice => {
  const held = new Map<string, string>()
  const served = new Set<string>()
  const clientId = `pump-${serialNumber}`
  const source = `192.0.2.${serialNumber.slice(3)}`

  const newest = (): string | undefined => [...held].findLast(([, pem]) => connectDevice(pem, clientId).accepted)?.[0]
  const showUp = (machine: Machine, principalIdentifier: string): Promise<Answer> =>
    machine.see({ eventType: 'connected', clientId, principalIdentifier })

  const asks = async (machine: Machine, { token, wish }: Visit): Promise<Answer> => {
    const asked = await ask(machine, JSON.stringify({ serialNumber, token, ...wish }), source)
    const { certificateId, certificatePem } = asked
    if (certificateId !== undefined && certificatePem !== undefined) {
      held.set(certificateId, certificatePem)
      served.add(token)
    }
    const answer = answerOf(asked)
    // Whoever has what it came for does not mind that its token is spent.
    return answer === 'set-aside' && served.has(token) ? 'settled' : answer
  }

  const stagesOf = (visit: Visit, index: number): readonly Stage<Machine>[] => {
    let principalIdentifier: string | undefined
    return [
      {
        name: `is granted token ${index + 1}`,
        run: (machine) =>
          grant(
            machine,
            serialNumber,
            visits.slice(index).map((each) => each.token),
          ),
        // A grant comes from a person, who does not grant an older token again.
        repeat: async () => {},
      },
      { name: `asks with token ${index + 1}`, run: (machine) => asks(machine, visit) },
      {
        name: `connects after token ${index + 1}`,
        run: async (machine) => {
          principalIdentifier ??= newest()
          if (principalIdentifier === undefined) {
            // What it has does not let it in any more: it came too late with it.
            const answer = await asks(machine, visit)
            return answer === 'settled' ? 'again' : answer
          }
          return showUp(machine, principalIdentifier)
        },
      },
    ]
  }
  return {
    serialNumber,
    held,
    errands: walk(serialNumber, visits.flatMap(stagesOf)),
    connect: async (machine) => {
      const certificateId = newest()
      if (certificateId !== undefined) return showUp(machine, certificateId)
      // What it has was retired before it was seen with it: it asks once more.
      const last = visits.at(-1)
      if (last !== undefined) await asks(machine, last)
      return 'again'
    },
  }
}
