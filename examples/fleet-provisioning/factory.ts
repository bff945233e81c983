import type { VerifierSource } from '@thingplan/aws-adapter'

/**
 * Asks the factory's records, at `<url>/<serial number>`, whether a device was made: 200 is yes, 404 is no, and everything else
 * leaves the device undecided, so that it is not provisioned.
 */
export const createFactory =
  (url: string, get: typeof fetch = fetch): VerifierSource =>
  async (_, { certificate }) => {
    const serialNumber = certificate.subject.get('serialNumber')
    if (serialNumber === undefined) return { outcome: 'refused', reason: 'it says no serial number' }
    const { status } = await get(`${url}/${encodeURIComponent(serialNumber)}`, { signal: AbortSignal.timeout(2_000) })
    if (status === 200) return { outcome: 'accepted' }
    if (status === 404) return { outcome: 'refused', reason: 'no device of this serial number was made' }
    return { outcome: 'unavailable', reason: `the factory answered ${status}` }
  }
