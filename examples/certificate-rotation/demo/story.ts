import { AttachPolicyCommand, CreatePolicyCommand } from '@aws-sdk/client-iot'
import type { JitrOutcome } from '@thingplan/aws-adapter'
import type { RotationHandlerOutcome } from '@thingplan/aws-adapter/rotation'
import { rotationTopicsOf } from '@thingplan/core/lifecycle'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { connect } from '../../fleet-provisioning/device/connect.js'
import { verify } from '../../jitp/demo/verify.js'
import { isLetIn, isPublished } from '../../jitr-lambda/demo/connection.js'
import { chapter, granted, refused, show, tell } from '../../jitr-lambda/demo/terminal.js'
import { checkpoints } from '../device/checkpoint.js'
import { loadState } from '../device/device-state.js'
import { prefix } from '../registration.js'
import { certificatesOf } from './certificates-of.js'
import { openCloud } from './cloud.js'
import { runDevice } from './run-device.js'
import { cloneOf, orderSensor, type Sensor } from './sensor.js'

const describe = (outcome: JitrOutcome | RotationHandlerOutcome): string => {
  if (!('decisions' in outcome)) return `registration: ${outcome.message}`
  const course = outcome.decisions.map(({ code }) => code).join(', ')
  const answer = 'reply' in outcome && outcome.reply !== undefined ? `; answered: ${outcome.reply}` : ''
  return `rotation: ${course || outcome.message}${answer}`
}

/** On-boarding from beginning to end, and all that can come in between. */
export const tellStory = async (): Promise<void> => {
  const outcomes: (JitrOutcome | RotationHandlerOutcome)[] = []
  const cloud = await openCloud({ onOutcome: (outcome) => outcomes.push(outcome) })
  const { emulator, endpoint, service, store } = cloud
  const sensors: Sensor[] = []
  const order = async (serialNumber: string): Promise<Sensor> => {
    const sensor = await orderSensor(cloud, serialNumber)
    sensors.push(sensor)
    return sensor
  }
  const look = async (): Promise<void> => {
    await emulator.settled()
    if (outcomes.length === 0) return
    tell('The cloud decides:')
    show(outcomes.splice(0).map(describe).join('\n'))
  }
  const isOnboarded = async (serialNumber: string): Promise<boolean> => {
    await emulator.settled()
    const { vendor, manufacturer, owner } = certificatesOf(emulator, serialNumber)
    const isMoved = owner !== undefined && owner === manufacturer?.['id']
    return isMoved && vendor?.['status'] === 'REVOKED' && manufacturer?.['status'] === 'ACTIVE'
  }
  try {
    chapter('Two CAs, and a sensor that is expected')
    tell(`AWS IoT's emulator listens on mqtts://${endpoint.host}:${endpoint.port}; no account is involved.`)
    tell(
      "The vendor's CA registers its devices by itself; the manufacturer's does not: what it signs, only we register.",
    )
    const sensor = await order('20481234')
    tell('Sensor 20481234 was ordered. It has a key and a certificate of the vendor.')

    chapter('It wakes up for the first time')
    const vendorCertificate = (await loadState(sensor.folder)).identity
    const first = await runDevice(endpoint, sensor.folder)
    tell('The device says:')
    show(first.said)
    await look()
    verify(
      first.ok && (await isOnboarded('20481234')),
      granted,
      'it works with a certificate of the manufacturer, and its thing belongs to that',
    )
    const isIn = await isLetIn(endpoint, vendorCertificate, 'sensor-20481234')
    verify(
      !isIn,
      refused,
      "the vendor's certificate is revoked, has no policy and no thing, and opens no door any more",
    )

    chapter('It wakes up again')
    const second = await runDevice(endpoint, sensor.folder)
    show(second.said)
    verify(second.ok && outcomes.length === 0, granted, 'nobody was asked for anything')

    chapter('A sensor is cut off, between any two messages')
    for (const [index, checkpoint] of checkpoints.entries()) {
      const serialNumber = String(20_490_000 + index)
      const unlucky = await order(serialNumber)
      await unlucky.wakeUntil(checkpoint)
      await emulator.settled()
      const { vendor, manufacturer } = certificatesOf(emulator, serialNumber)
      const working = [vendor, manufacturer].filter((certificate) => certificate?.['status'] === 'ACTIVE').length
      await unlucky.wake()
      const said = `${checkpoint}: ${working} of its certificates ${working === 1 ? 'works' : 'work'}; woken again, it is through`
      const isThrough = (await isOnboarded(serialNumber)) && certificatesOf(emulator, serialNumber).count === 2
      verify(working >= 1 && isThrough, granted, said)
    }
    outcomes.length = 0
    const killed = await order('20491000')
    const cut = await runDevice(endpoint, killed.folder, 'request sent')
    verify(!cut.ok, refused, 'the process itself is killed: request sent')
    const resumed = await runDevice(endpoint, killed.folder)
    show(resumed.said)
    verify(resumed.ok && (await isOnboarded('20491000')), granted, 'started again, it is through')
    outcomes.length = 0

    chapter('Somebody else speaks on the topics of a sensor')
    const victim = await order('20481235')
    await victim.wakeUntil('certificate saved')
    await emulator.settled()
    outcomes.length = 0
    const { request } = rotationTopicsOf('20481235', prefix)
    const { pem: csr } = await createCertificateRequest({
      keys: await createKeyPair(),
      subject: { serialNumber: '20481235' },
    })
    const { identity: attacker } = await loadState(sensor.folder)
    const forge = async (): Promise<boolean> => {
      const client = await connect(endpoint, attacker, 'sensor-20481234')
      const isSent = await isPublished(client, request.request, JSON.stringify({ csr }))
      await client.endAsync(true)
      return isSent
    }
    verify(!(await forge()), refused, 'its policy ends the connection of sensor 20481234: it may speak for itself only')
    const everything = { Effect: 'Allow', Action: 'iot:*', Resource: '*' }
    const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [everything] })
    await emulator.client.send(new CreatePolicyCommand({ policyName: 'everything', policyDocument }))
    const target = `arn:aws:iot:eu-central-1:123456789012:cert/${certificatesOf(emulator, '20481234').manufacturer?.['id']}`
    await emulator.client.send(new AttachPolicyCommand({ policyName: 'everything', target }))
    const before = JSON.stringify((await store.read('20481235'))?.record)
    verify(await forge(), tell, 'Under a policy that allows everything, the message comes through.')
    await look()
    const isSame = JSON.stringify((await store.read('20481235'))?.record) === before
    verify(isSame, refused, 'the certificate that sent it is another one: nothing has changed, and nobody was answered')
    const clone = await cloneOf(cloud, '20481235')
    await isLetIn(endpoint, clone, 'sensor-20481235')
    await emulator.settled()
    outcomes.length = 0
    const isCloneIn = await isLetIn(endpoint, clone, 'sensor-20481235')
    verify(!isCloneIn, refused, "a clone with another certificate of the vendor's stays outside")
    await victim.wake()
    verify(await isOnboarded('20481235'), granted, 'and the sensor goes through')
    outcomes.length = 0

    chapter('A sensor that never acknowledges')
    const silent = await order('20481236')
    await silent.wakeUntil('certificate saved')
    await emulator.settled()
    outcomes.length = 0
    cloud.pass(8 * 86_400_000)
    tell('Eight days later:')
    await service.tidy()
    await look()
    const { vendor, manufacturer } = certificatesOf(emulator, '20481236')
    verify(manufacturer?.['status'] === 'REVOKED', refused, 'its new certificate is revoked')
    const asked = await runDevice(endpoint, silent.folder)
    show(asked.said)
    await look()
    const isWorking = vendor?.['status'] === 'ACTIVE' && asked.said.includes("with the vendor's certificate")
    verify(isWorking, granted, 'it hears why, and goes on working with its old one')
    await emulator.settled()
  } finally {
    await endpoint.close()
    await Promise.all(sensors.map((one) => one.scrap()))
  }
}
