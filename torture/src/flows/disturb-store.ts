import type { EmulatedProcess } from '@thingplan/emulator'
import { disturb } from '../world/disturb.js'

/** What lists what it holds. */
interface Listing {
  list(): AsyncIterable<unknown>
}

const collect = async (items: AsyncIterable<unknown>): Promise<readonly unknown[]> => {
  const collected: unknown[] = []
  for await (const item of items) collected.push(item)
  return collected
}

/** A process's view of a store. A listing is one request: what fails in it fails as a whole. */
export const disturbStore = <Store extends Listing>(store: Store, name: string, process: EmulatedProcess): Store =>
  Object.assign(Object.create(disturb({ ...store }, name, process)), {
    async *list() {
      yield* await process.request(`${name}.list`, {}, () => collect(store.list()))
    },
  })
