import type { JitrOutcome } from '@thingplan/aws-adapter'
import { explain } from '@thingplan/core'
import { openCloud, registerAuthority } from './cloud.js'
import { connect, isLetIn, isPublished } from './connection.js'
import { buildDevice, foundAuthority } from './factory.js'
import { chapter, granted, refused, show, tell } from './terminal.js'

const sensor = { O: 'Acme', serialNumber: '20481234', title: 'sensor', generationQualifier: 'mk2' }
const neighbour = { ...sensor, serialNumber: '20481235' }
const gateway = { ...sensor, serialNumber: 'GW-7', title: 'gateway' }

/** Tells of an access, and ends the demonstration where it did not go as it must. */
const verify = (isAsItMust: boolean, say: (sentence: string) => void, sentence: string): void => {
  if (!isAsItMust) throw new Error(`this should have happened, and did not: ${sentence}`)
  say(sentence)
}

const showOutcome = (outcome: JitrOutcome): void => {
  if (!('decision' in outcome) || outcome.decision === undefined) return
  tell('The handler decides:')
  show(explain(outcome.decision))
  if (!('execution' in outcome) || outcome.execution === undefined || outcome.execution.steps.length === 0) return
  tell('and carries the plan out:')
  show(explain(outcome.execution))
}

/** The main job from beginning to end: a device's first connection becomes a registered thing. */
export const tellStory = async (): Promise<void> => {
  let outcomes: JitrOutcome[] = []
  const { emulator, endpoint } = await openCloud(0, (outcome) => outcomes.push(outcome))
  const stop = emulator.on('registered', (event) => {
    if (event.certificateRegistrationTimestamp === null) events.push(JSON.stringify(event, null, 2))
  })
  const events: string[] = []
  const outcomeOf = async (): Promise<void> => {
    await emulator.settled()
    for (const outcome of outcomes) showOutcome(outcome)
    outcomes = []
  }
  try {
    chapter('A certificate authority is registered, and a sensor is built')
    const authority = await foundAuthority()
    await registerAuthority(emulator, authority)
    const device = await buildDevice(authority, sensor)
    tell(`AWS IoT's emulator listens on mqtts://${endpoint.host}:${endpoint.port}; no account is involved.`)
    tell(
      `The CA ${authority.certificate.id.slice(0, 12)}… may register its devices. The sensor has a certificate, and nobody knows it.`,
    )

    chapter('The first connection')
    verify(
      !(await isLetIn(endpoint, device, 'sensor-20481234')),
      refused,
      'sensor-20481234 is not let in: its certificate is new',
    )
    tell('AWS IoT registers the certificate as PENDING_ACTIVATION and says so:')
    show(events.splice(0).join('\n'))
    await outcomeOf()

    chapter('The second connection')
    const client = await connect(endpoint, device, 'sensor-20481234')
    granted('sensor-20481234 is connected')
    const own = 'device/sensor-20481234/temperature'
    verify(await isPublished(client, own, '21.5'), granted, `it publishes to ${own}`)
    const foreign = 'device/sensor-20481235/temperature'
    verify(
      !(await isPublished(client, foreign, '99')),
      refused,
      `it may not publish to ${foreign}, and is disconnected`,
    )
    await client.endAsync(true)
    verify(!(await isLetIn(endpoint, device, 'sensor-20481235')), refused, 'nor may it connect as sensor-20481235')

    chapter('Its neighbour comes: the type and the policy are there already')
    const other = await buildDevice(authority, neighbour)
    await isLetIn(endpoint, other, 'sensor-20481235')
    events.splice(0)
    await emulator.settled()
    const execution = outcomes.flatMap((outcome) => (outcome.kind === 'registered' ? [outcome.execution] : []))
    outcomes = []
    show(execution.map(explain).join('\n'))
    verify(await isLetIn(endpoint, other, 'sensor-20481235'), granted, 'sensor-20481235 is connected')

    chapter('A device that is no sensor')
    const rogue = await buildDevice(authority, gateway)
    await isLetIn(endpoint, rogue, 'gateway-7')
    events.splice(0)
    await outcomeOf()
    verify(!(await isLetIn(endpoint, rogue, 'gateway-7')), refused, 'it stays outside, however often it tries')

    chapter('A second certificate that claims the name of the first sensor')
    const clone = await buildDevice(authority, sensor)
    await emulator.settled()
    outcomes = []
    await isLetIn(endpoint, clone, 'sensor-20481234')
    await outcomeOf()
    verify(
      !(await isLetIn(endpoint, clone, 'sensor-20481234')),
      refused,
      'the thing belongs to the first: the clone stays outside',
    )
    verify(await isLetIn(endpoint, device, 'sensor-20481234'), granted, 'and the first goes on working')
    await emulator.settled()
  } finally {
    stop()
    await endpoint.close()
  }
}
