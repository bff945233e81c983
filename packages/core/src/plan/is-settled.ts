const plain: readonly unknown[] = [Object.prototype, Array.prototype, null]

/**
 * Whether nobody can change data any more, or give another answer the next time it is read: all the way down frozen, plain,
 * and without getters. Holds of proxies too, which cannot lie about what is frozen (ECMA-262 section 10.5).
 */
export const isSettled = (data: unknown): boolean => {
  if (Object(data) !== data) return true
  if (!Object.isFrozen(data) || !plain.includes(Object.getPrototypeOf(data))) return false
  const descriptors: Readonly<Record<string, PropertyDescriptor>> = Object.getOwnPropertyDescriptors(data)
  return Object.values(descriptors).every((descriptor) => 'value' in descriptor && isSettled(descriptor.value))
}
