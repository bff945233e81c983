import { ListCertificatesCommand, ListPrincipalThingsCommand } from '@aws-sdk/client-iot'
import type { Emulator } from '@thingplan/emulator'

export interface RegistryCount {
  /** Certificates that are active and belong to a thing. */
  readonly inUse: number
  /** All others. */
  readonly leftOver: number
}

/** What the registry has in the end. */
export const countRegistry = async ({ client }: Emulator): Promise<RegistryCount> => {
  let inUse = 0
  let all = 0
  let marker: string | undefined
  do {
    const page = await client.send(new ListCertificatesCommand({ pageSize: 250, ...(marker && { marker }) }))
    for (const { certificateArn: principal, status } of page.certificates ?? []) {
      all += 1
      const { things = [] } = await client.send(new ListPrincipalThingsCommand({ principal }))
      if (status === 'ACTIVE' && things.length === 1) inUse += 1
    }
    marker = page.nextMarker
  } while (marker !== undefined)
  return { inUse, leftOver: all - inUse }
}
