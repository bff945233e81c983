import { describe, expect, it } from 'vitest'
import { recordFixture } from './device-record-fixture.js'
import { deviceStoreContract } from './device-store-contract.js'
import { createMemoryDeviceStore } from './memory-device-store.js'

describe('the memory device store', () => {
  it.each(deviceStoreContract)('$name', ({ run }) => run(() => ({ store: createMemoryDeviceStore() })))

  it('refuses to read what is no record', async () => {
    const store = createMemoryDeviceStore({ items: { 'SN-1': { ...recordFixture(), schema: 2 } } })
    await expect(store.read('SN-1')).rejects.toMatchObject({ code: 'record-malformed', field: 'record.schema' })
  })

  it('lists beside the others what is no record', async () => {
    const [one, other] = [recordFixture({ serialNumber: 'SN-1' }), recordFixture({ serialNumber: 'SN-3' })]
    const store = createMemoryDeviceStore({
      items: { 'SN-1': one, 'SN-2': { ...recordFixture(), schema: 2 }, 'SN-3': other },
    })
    const listed = []
    for await (const record of store.list()) listed.push(record)
    const unreadable = expect.objectContaining({ code: 'record-malformed', field: 'record.schema' })
    expect(listed).toEqual([one, { serialNumber: 'SN-2', unreadable }, other])
  })

  it('refuses options that do not exist', () => {
    expect(() => createMemoryDeviceStore(JSON.parse('{"item":{}}'))).toThrow(
      expect.objectContaining({ code: 'lifecycle-option', remedy: 'did you mean `items`' }),
    )
  })
})
