import { ListAttachedPoliciesCommand, ListPrincipalThingsCommand } from '@aws-sdk/client-iot'
import { describe, expect, it, vi } from 'vitest'
import { Bench } from '../bench/bench.js'
import { accountId, createLiveAccount, region } from '../fixtures/live-account.js'
import { cleanUp } from './clean-up.js'
import { openLedger } from './ledger.js'

describe('cleanUp', () => {
  it('takes a certificate away that is shown with a policy and a thing which are gone', async () => {
    const { tools, snapshot } = await createLiveAccount()
    const before = snapshot()
    const ledger = await openLedger({ prefix: 'thingplan-live-0a1b2c3d', accountId, region }, tools.store)
    const pause = async (): Promise<void> => {}
    await new Bench({ ...tools, ledger, roleArn: undefined, pause }, 'CERT-01').registeredDevice('device')
    const { client } = tools
    const send = client.send.bind(client)
    vi.spyOn(client, 'send').mockImplementation(async (command) => {
      if (command instanceof ListAttachedPoliciesCommand) return { policies: [{ policyName: 'gone' }] }
      if (command instanceof ListPrincipalThingsCommand) return { things: ['gone'] }
      return Reflect.apply(send, client, [command])
    })
    expect(await cleanUp(client, ledger, tools)).toEqual([])
    expect(snapshot()).toEqual(before)
  })
})
