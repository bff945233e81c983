import { describe, expect, it } from 'vitest'
import { DriverMemory } from './driver-memory.js'

describe('DriverMemory', () => {
  it('does the work of a key once, also when asked twice at the same time', async () => {
    const memory = new DriverMemory()
    let times = 0
    const work = async (): Promise<void> => {
      times += 1
    }
    const both = await Promise.all([memory.policyOnce('a', 'document', work), memory.policyOnce('a', 'document', work)])
    expect([...both, await memory.policyOnce('a', 'document', work)]).toEqual([
      { first: true },
      { first: false },
      { first: false },
    ])
    expect(times).toBe(1)
  })

  it('does it again when the name has had another document meanwhile', async () => {
    const memory = new DriverMemory()
    const work = async (): Promise<void> => {}
    const once = (document: string): Promise<unknown> => memory.policyOnce('a', document, work)
    expect([await once('1'), await once('2'), await once('1'), await once('1')]).toEqual([
      { first: true },
      { first: true },
      { first: true },
      { first: false },
    ])
  })

  it('forgets a failure, after it has told everybody who waited', async () => {
    const memory = new DriverMemory()
    const fail = (): Promise<void> => Promise.reject(new Error('not now'))
    const both = await Promise.allSettled([
      memory.policyOnce('a', 'document', fail),
      memory.policyOnce('a', 'document', fail),
    ])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await memory.policyOnce('a', 'document', async () => {})).toEqual({ first: true })
  })

  it('remembers a bounded number of keys', async () => {
    const memory = new DriverMemory()
    for (let key = 0; key < 300; key += 1) await memory.policyOnce(String(key), 'document', async () => {})
    expect(await memory.policyOnce('299', 'document', async () => {})).toEqual({ first: false })
    expect(await memory.policyOnce('0', 'document', async () => {})).toEqual({ first: true })
  })
})
