const plain: readonly unknown[] = [Object.prototype, Array.prototype, null]

/**
 * Whether nobody can change data any more, or give another answer the next time it is read: all the way down frozen, plain,
 * and without getters. Holds of proxies too, which cannot lie about what is frozen (ECMA-262 section 10.5).
 */
export const isSettled = (data: unknown): boolean => {
  if (Object(data) !== data) return true
  if (!Object.isFrozen(data) || !plain.includes(Object.getPrototypeOf(data))) return false
  // One property at a time: all descriptors at once make an object per object, and a plan is looked through at every execution.
  return Object.getOwnPropertyNames(data).every((name) => {
    const descriptor = Object.getOwnPropertyDescriptor(data, name)
    return descriptor !== undefined && 'value' in descriptor && isSettled(descriptor.value)
  })
}
