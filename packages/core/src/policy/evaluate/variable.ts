import { subjectVariable } from './certificate-variable.js'
import { type ResolveVariable, thingVariable } from './thing-variable.js'

/** A policy variable `${name}`. */
export interface Variable {
  readonly name: string
  /** Absent where the variable is not known here. */
  readonly resolve?: ResolveVariable
}

const thingPrefix = 'iot:Connection.Thing.'
const subjectPrefix = 'iot:Certificate.Subject.'

/** A value that holds a wildcard could widen the pattern; no documented value has one, except a careless client id. */
const withoutWildcards =
  (resolve: ResolveVariable): ResolveVariable =>
  (request) => {
    const value = resolve(request)
    return value === undefined || /[*?]/.test(value) ? undefined : value
  }

const resolverOf = (name: string): ResolveVariable | undefined => {
  if (name === 'iot:ClientId') return ({ clientId }) => clientId
  if (name === 'iot:CertificateId') return ({ certificate, certificateId }) => certificateId ?? certificate?.id
  if (name.startsWith(thingPrefix)) return thingVariable(name.slice(thingPrefix.length))
  if (name.startsWith(subjectPrefix)) return subjectVariable(name.slice(subjectPrefix.length))
  return undefined
}

/**
 * The variable of a name, as AWS IoT documents it (`iot-policy-variables`).
 *
 * Variables whose format is not documented (`iot:Certificate.SerialNumber`, alternative names of the issuer) and those of
 * other connections (`aws:SourceIp`) count as not known.
 */
export const findVariable = (name: string): Variable => {
  const resolve = resolverOf(name)
  return resolve === undefined ? { name } : { name, resolve: withoutWildcards(resolve) }
}
