import { hash } from './hash.js'
import { slug } from './slug.js'

export type FunctionName = 'lower' | 'upper' | 'slug' | 'hash' | 'default'

/** What each function makes of a value that is there. `default` leaves it as it is. */
export const functions: Readonly<Record<FunctionName, (value: string, digits?: number) => string>> = {
  lower: (value) => value.toLowerCase(),
  upper: (value) => value.toUpperCase(),
  slug,
  hash,
  default: (value) => value,
}

export const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(functions, name)
