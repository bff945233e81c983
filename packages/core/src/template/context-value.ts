import type { Name } from '../certificate/name.js'

/** Whether a value of a context has properties. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Whether it is a distinguished name: the one thing in a context that is more than data. */
export const isName = (value: object): value is Name => 'getAll' in value && typeof value.getAll === 'function'
