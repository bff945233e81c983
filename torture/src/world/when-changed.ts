import type { Emulator } from '@thingplan/emulator'

const reads = /^(Describe|Get|List)/

/**
 * Looks again only where a request may have changed something since: most ask, and looking takes longer than asking.
 *
 * Not for worlds that time alone changes.
 */
export const whenChanged = <Seen>({ calls }: Emulator, look: () => Seen): (() => Seen) => {
  let known = calls.length
  let last = look()
  return () => {
    const since = calls.slice(known)
    known = calls.length
    if (since.some(({ name }) => !reads.test(name))) last = look()
    return last
  }
}
