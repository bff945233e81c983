import type { DeviceStore } from '@thingplan/core/lifecycle'
import { createVendingFlow } from '../flows/vending/vending-flow.js'
import type { Mutant } from './mutant.js'

/** Whoever writes last is right, whatever the record has become since it was read. */
const overwriting = (store: DeviceStore): DeviceStore => ({
  ...store,
  write: async (write) => {
    if ((await store.write(write)) === 'written') return 'written'
    const { version = 0 } = (await store.read(write.record.serialNumber)) ?? {}
    return store.write({ record: { ...write.record, version: version + 1 }, expects: { version } })
  },
})

export const writeWithoutCondition: Mutant = {
  name: 'device record written without a condition',
  mistake: 'a record is written over what somebody else has written since it was read',
  shows: /has an orphan$|ACTIVE certificates/,
  flow: createVendingFlow('aws-iot', { store: overwriting }),
}
