import { quote, type Registration } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction, requireMethods } from '../../options/required-option.js'
import type { VerifierSource } from '../../sources/verifier-source.js'
import { type JitrHandlerOptions, jitrHandlerOptions } from './jitr-options.js'

/** Every verifier that a rule asks needs a source; found out now, and not by the first device. */
const checkVerifiers = (
  registrations: readonly Registration[],
  verifiers: Readonly<Record<string, VerifierSource>>,
): ReadonlyMap<string, VerifierSource> => {
  if (typeof verifiers !== 'object' || verifiers === null) {
    throw new AdapterError('adapter-option', '`verifiers` is not an object', {
      field: 'verifiers',
      remedy: 'give an object with a source for each verifier, under its name',
    })
  }
  const sources = new Map(Object.entries(verifiers))
  for (const [name, source] of sources) requireFunction(source, `verifiers.${name}`)
  for (const { name, verifiers: asked } of registrations) {
    const unknown = asked.find((verifier) => !sources.has(verifier))
    if (unknown === undefined) continue
    throw new AdapterError(
      'adapter-option',
      `registration ${quote(name)} asks ${quote(unknown)}, which has no source`,
      {
        field: 'verifiers',
        value: unknown,
        remedy: 'give the source under that name in `verifiers`',
      },
    )
  }
  return sources
}

export interface CheckedOptions {
  readonly registrations: readonly Registration[]
  readonly verifiers: ReadonlyMap<string, VerifierSource>
}

const isList = (value: Registration | readonly Registration[]): value is readonly Registration[] => Array.isArray(value)

/**
 * Checks what the types of a caller without types would not: names of options, methods, verifiers.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const checkJitrOptions = (options: JitrHandlerOptions): CheckedOptions => {
  refuseUnknownOptions('createJitrHandler', options, jitrHandlerOptions)
  const {
    registration,
    client,
    driver,
    tombstones,
    revocations,
    claims,
    clock,
    sha256,
    onOutcome,
    audit,
    verifiers = {},
  } = options
  requireClient(client, 'client')
  requireMethods(driver, 'driver', ['perform'])
  requireMethods(claims, 'claims', ['claim', 'settle', 'release'])
  requireMethods(audit, 'audit', ['record'])
  for (const [field, value] of Object.entries({ tombstones, revocations, clock, sha256, onOutcome })) {
    requireFunction(value, field)
  }
  const registrations = isList(registration) ? registration : [registration]
  const isRegistration = (value: Registration): boolean => Array.isArray(value?.caCertificateIds)
  if (registrations.length === 0 || !registrations.every(isRegistration)) {
    throw new AdapterError('adapter-option', '`registration` is not what `defineRegistration` returns', {
      field: 'registration',
    })
  }
  return { registrations, verifiers: checkVerifiers(registrations, verifiers) }
}
