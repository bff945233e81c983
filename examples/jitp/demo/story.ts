import { explain } from '@thingplan/core'
import { createEmulator, type ProvisioningEvent } from '@thingplan/emulator'
import { connect, isLetIn, isPublished } from '../../jitr-lambda/demo/connection.js'
import { buildDevice, foundAuthority } from '../../jitr-lambda/demo/factory.js'
import { chapter, granted, refused, show, tell } from '../../jitr-lambda/demo/terminal.js'
import { account } from '../template.js'
import { registerAuthority } from './cloud.js'
import { verify } from './verify.js'

const showEvent = (event: ProvisioningEvent): void => {
  if (event.outcome === 'provisioned') {
    tell('AWS IoT carries the template out:')
    show(explain(event.plan))
    return
  }
  tell('AWS IoT leaves it PENDING_ACTIVATION and tells nobody; the emulator knows why:')
  show(`${event.code}: ${event.message}${event.remedy === undefined ? '' : `; ${event.remedy}`}`)
}

/** A CA with a template, from its registration to the second device and those that stay outside. */
export const tellStory = async (): Promise<void> => {
  const emulator = createEmulator({ accountId: account.id, region: account.region })
  const endpoint = await emulator.listen()
  const events: ProvisioningEvent[] = []
  const stop = emulator.on('provisioning', (event) => events.push(event))
  try {
    chapter('A certificate authority is registered with a template')
    const authority = await foundAuthority()
    await registerAuthority(emulator, authority)
    tell(`AWS IoT's emulator listens on mqtts://${endpoint.host}:${endpoint.port}; no account is involved.`)
    tell('The template says what becomes of a device; there is no function of ours that runs.')

    chapter('The first device')
    const first = await buildDevice(authority, { O: 'Acme', CN: 'sensor-1' })
    verify(!(await isLetIn(endpoint, first, 'sensor-1')), refused, 'sensor-1 is not let in: its certificate is new')
    events.splice(0).forEach(showEvent)
    const client = await connect(endpoint, first, 'sensor-1')
    granted('sensor-1 comes again, and is connected')
    const own = 'device/sensor-1/temperature'
    verify(await isPublished(client, own, '21.5'), granted, `it publishes to ${own}`)
    const foreign = 'device/sensor-2/temperature'
    verify(
      !(await isPublished(client, foreign, '99')),
      refused,
      `it may not publish to ${foreign}, and is disconnected`,
    )
    await client.endAsync(true)

    chapter('The second device, with the same template')
    const second = await buildDevice(authority, { O: 'Acme', CN: 'sensor-2' })
    await isLetIn(endpoint, second, 'sensor-2')
    events.splice(0).forEach(showEvent)
    verify(await isLetIn(endpoint, second, 'sensor-2'), granted, 'sensor-2 is connected')
    const { policies } = emulator.snapshot()
    verify(Object.keys(policies).length === 1, granted, 'both share one policy, which is named by its document')

    chapter('A second certificate that claims the name of the first device')
    const clone = await buildDevice(authority, { O: 'Acme', CN: 'sensor-1' })
    await isLetIn(endpoint, clone, 'sensor-1')
    events.splice(0).forEach(showEvent)
    verify(!(await isLetIn(endpoint, clone, 'sensor-1')), refused, 'the clone stays outside')
    verify(await isLetIn(endpoint, first, 'sensor-1'), granted, 'and the first goes on working')

    chapter('A device whose certificate does not fit the template')
    const misnamed = await buildDevice(authority, { O: 'Acme', CN: 'sensor three' })
    await isLetIn(endpoint, misnamed, 'sensor-3')
    events.splice(0).forEach(showEvent)
    verify(!(await isLetIn(endpoint, misnamed, 'sensor-3')), refused, 'it stays outside, however often it tries')
    await emulator.settled()
  } finally {
    stop()
    await endpoint.close()
  }
}
