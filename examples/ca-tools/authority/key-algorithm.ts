import type { KeyAlgorithm } from '@thingplan/pki'
import { UsageError } from '../command-line/usage-error.js'

/** Those that AWS IoT takes. */
const algorithms: readonly KeyAlgorithm[] = ['EC-P256', 'EC-P384', 'EC-P521', 'RSA-2048', 'RSA-3072', 'RSA-4096']

export const keyFlags = {
  key: { short: 'k', value: 'ALGORITHM', about: `${algorithms.join(', ')}; default: EC-P256` },
} as const

export const keyAlgorithmOf = ({ key = 'EC-P256' }: { readonly key?: string | undefined }): KeyAlgorithm => {
  const algorithm = algorithms.find((candidate) => candidate === key)
  if (algorithm !== undefined) return algorithm
  throw new UsageError(`\`--key\` cannot be \`${key}\``, `use one of: ${algorithms.join(', ')}`)
}
