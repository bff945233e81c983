import { ListThingGroupsForThingCommand } from '@aws-sdk/client-iot'
import type { ProvisioningOutcome, VerifierSource } from '@thingplan/aws-adapter'
import { explain } from '@thingplan/core'
import type { ProvisioningEvent } from '@thingplan/emulator'
import { verify } from '../../jitp/demo/verify.js'
import { isPublished } from '../../jitr-lambda/demo/connection.js'
import { chapter, granted, refused, show, tell } from '../../jitr-lambda/demo/terminal.js'
import { connect } from '../device/connect.js'
import { loadIdentity } from '../device/identity.js'
import { makeClaim, openCloud } from './cloud.js'
import { buildDeviceFolder, type DeviceFolder } from './device-folder.js'

const made = new Set(['20481234', '20481235', '70010001'])

/** In place of the factory's records. */
const factory: VerifierSource = async (_, { certificate }) =>
  made.has(certificate.subject.get('serialNumber') ?? '')
    ? { outcome: 'accepted' }
    : { outcome: 'refused', reason: 'no device of this serial number was made' }

const showOutcome = (outcome: ProvisioningOutcome): void => {
  tell('The hook decides:')
  show(outcome.decision === undefined ? outcome.message : explain(outcome.decision))
  if (outcome.kind === 'allowed') show(`sets ${JSON.stringify(outcome.parameterOverrides)}`)
}

const showProvisioned = (event: ProvisioningEvent): void => {
  if (event.outcome !== 'provisioned') return
  tell('AWS IoT carries the template out:')
  show(explain(event.plan))
}

/** From a claim to telemetry, and what a claim is not good for. */
export const tellStory = async (): Promise<void> => {
  const outcomes: ProvisioningOutcome[] = []
  const events: ProvisioningEvent[] = []
  const emulator = await openCloud(factory, (outcome) => outcomes.push(outcome))
  const stop = emulator.on('provisioning', (event) => events.push(event))
  const endpoint = await emulator.listen()
  const folders: DeviceFolder[] = []
  const look = (): void => {
    outcomes.splice(0).forEach(showOutcome)
    events.splice(0).forEach(showProvisioned)
  }
  try {
    chapter('A template, a hook, and a claim for a production run')
    const claim = await makeClaim(emulator, 'sensors')
    const build = async (credentials = claim): Promise<DeviceFolder> => {
      const folder = await buildDeviceFolder(endpoint, credentials)
      folders.push(folder)
      return folder
    }
    tell(`AWS IoT's emulator listens on mqtts://${endpoint.host}:${endpoint.port}; no account is involved.`)
    tell('Every sensor leaves the factory with the same claim certificate, and its serial number.')

    chapter('A sensor wakes up for the first time')
    const sensor = await build()
    const first = await sensor.wake('sensors', '20481234')
    look()
    tell('The device says:')
    show(first.said)
    verify(first.ok, granted, 'sensor-20481234 has a certificate of its own, and has sent a reading')

    chapter('It wakes up again')
    const second = await sensor.wake('sensors', '20481234')
    show(second.said)
    verify(second.ok && outcomes.length === 0, granted, 'it needs no claim any more: nobody was asked')

    chapter('Somebody with a copy of the claim')
    const forger = await build()
    const forged = await forger.wake('sensors', '20489999')
    look()
    verify(!forged.ok, refused, `a serial number that was not made: ${forged.said}`)
    const taken = await forger.wake('sensors', '20481234')
    look()
    verify(!taken.ok, refused, `the serial number of the sensor: ${taken.said}`)
    const other = await forger.wake('cores', '70010001')
    verify(!other.ok && outcomes.length === 0, refused, 'another template: the claim is not good for it')
    const client = await connect(endpoint, claim, 'claim-any')
    const topic = 'device/sensor-20481234/temperature'
    verify(!(await isPublished(client, topic, '99')), refused, `the claim may not publish to ${topic}`)
    await client.endAsync(true)
    verify((await sensor.wake('sensors', '20481234')).ok, granted, 'and the sensor goes on working')

    chapter('A Greengrass core, by a template of its own')
    const core = await build(await makeClaim(emulator, 'cores'))
    const provisioned = await core.wake('cores', '70010001')
    look()
    show(provisioned.said)
    const identity = await loadIdentity(core.files)
    if (identity === undefined) throw new Error('the core was not provisioned')
    const session = await connect(endpoint, identity, 'core-70010001')
    const health = '$aws/things/core-70010001/greengrassv2/health/json'
    verify(await isPublished(session, health, '{}'), granted, `it tells its health on ${health}`)
    await session.endAsync(true)
    const { thingGroups = [] } = await emulator.client.send(
      new ListThingGroupsForThingCommand({ thingName: identity.thingName }),
    )
    const isInGroup = thingGroups.some(({ groupName }) => groupName === 'sites')
    verify(isInGroup, granted, 'it is in the group `sites`, and gets what is deployed there')
    await emulator.settled()
  } finally {
    stop()
    await endpoint.close()
    await Promise.all(folders.map((folder) => folder.remove()))
  }
}
