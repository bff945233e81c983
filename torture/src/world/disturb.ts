import type { EmulatedProcess } from '@thingplan/emulator'

/**
 * A process's view of something that others share, such as a store: each call of a method meets the faults of the process, under the
 * name `name.method`.
 *
 * @param target - an object of asynchronous methods
 */
export const disturb = <Target extends object>(target: Target, name: string, process: EmulatedProcess): Target =>
  new Proxy(target, {
    get: (of, property) => {
      const member: unknown = Reflect.get(of, property)
      if (typeof member !== 'function') return member
      return (...given: readonly unknown[]) =>
        process.request(`${name}.${String(property)}`, {}, (): unknown => Reflect.apply(member, of, given))
    },
  })
