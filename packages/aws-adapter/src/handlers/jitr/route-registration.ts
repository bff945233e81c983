import { quote, type Registration } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'

/** Finds the registration for a certificate by the CA that issued it. */
export type Route = (caCertificateId: string | undefined) => Registration | undefined

/**
 * Routes by the CAs that the registrations name; one that names none takes what is left.
 *
 * @throws {AdapterError} `adapter-option` where two registrations would take the same certificate
 */
export const routeRegistrations = (registrations: readonly Registration[]): Route => {
  const byCa = new Map<string, Registration>()
  let catchAll: Registration | undefined
  const refuse = (one: Registration, other: Registration, what: string): AdapterError =>
    new AdapterError('adapter-option', `${quote(one.name)} and ${quote(other.name)} both take ${what}`, {
      field: 'registration',
      remedy: 'let each name its own CA certificates with `issuedBy`',
    })
  for (const registration of registrations) {
    if (registration.caCertificateIds.length === 0) {
      if (catchAll !== undefined) throw refuse(catchAll, registration, 'certificates of every CA')
      catchAll = registration
    }
    for (const id of registration.caCertificateIds) {
      const other = byCa.get(id)
      if (other !== undefined) throw refuse(other, registration, `certificates of CA ${quote(id)}`)
      byCa.set(id, registration)
    }
  }
  return (caCertificateId) => (caCertificateId === undefined ? undefined : byCa.get(caCertificateId)) ?? catchAll
}
