import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { explain } from '@thingplan/core'
import type { RefusalReason } from '@thingplan/emulator'
import { exportPrivateKey } from '@thingplan/pki'
import { openCloud, registerAuthority } from './cloud.js'
import { buildDevice, foundAuthority } from './factory.js'
import { makeSecretFolder } from './secret-folder.js'
import { granted, refused, show, tell } from './terminal.js'

const reasonOf = (reason: RefusalReason): string =>
  reason === 'certificate-registered' ? 'its certificate is new' : reason.replaceAll('-', ' ')

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

/** Keeps AWS IoT's emulator and the handler running, for a person's own MQTT client to play the device. */
export const serve = async (port: number): Promise<void> => {
  const { emulator, endpoint } = await openCloud(port, (outcome) => {
    tell(`handler: ${outcome.message}`)
    if ('decision' in outcome && outcome.decision !== undefined) show(explain(outcome.decision))
    if ('execution' in outcome && outcome.execution !== undefined) show(explain(outcome.execution))
  })
  emulator.on('connection', (event) => {
    if (event.kind === 'accepted') granted(`${event.clientId} is connected`)
    if (event.kind === 'refused') refused(`${event.clientId} is not let in: ${reasonOf(event.reason)}`)
    if (event.kind === 'published') granted(`${event.clientId} published ${event.bytes} bytes to ${event.topic}`)
    if (event.kind === 'denied') refused(`${event.clientId} may not ${event.action} on ${event.topic}`)
  })

  const authority = await foundAuthority()
  await registerAuthority(emulator, authority)
  const device = await buildDevice(authority, {
    O: 'Acme',
    serialNumber: '20481234',
    title: 'sensor',
    generationQualifier: 'mk2',
  })
  const folder = await makeSecretFolder('demo')
  const secret = { mode: 0o600 }
  await writeFile(join(folder, 'endpoint-ca.pem'), endpoint.caCertificatePem)
  await writeFile(join(folder, 'ca.pem'), authority.certificate.pem)
  await writeFile(join(folder, 'ca.key'), await exportPrivateKey(authority.privateKey), secret)
  await writeFile(join(folder, 'device.pem'), device.certificatePem)
  await writeFile(join(folder, 'device.key'), device.privateKeyPem, secret)

  const client = (name: string, clientId: string, topic: string): string =>
    `mosquitto_pub -V mqttv311 -h ${endpoint.host} -p ${endpoint.port} --cafile ${folder}/endpoint-ca.pem` +
    ` --cert ${folder}/${name}.pem --key ${folder}/${name}.key -i ${clientId} -q 1 -t ${topic} -m 21.5`

  tell(`AWS IoT's emulator listens on mqtts://${endpoint.host}:${endpoint.port}; Ctrl-C ends it and removes ${folder}`)
  console.log(
    '\n  In a second terminal, play the device (Debian: apt install mosquitto-clients). The first time it is refused',
  )
  console.log(
    '  (“The connection was lost”, exit status 7), from then on it is let in, and mosquitto_pub says nothing:\n',
  )
  console.log(client('device', 'sensor-20481234', 'device/sensor-20481234/temperature'))
  console.log('\n  Another device’s topic is denied (again exit status 7):\n')
  console.log(client('device', 'sensor-20481234', 'device/sensor-20481235/temperature'))
  console.log('\n  Make a device of your own with OpenSSL:\n')
  console.log(
    `openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ${folder}/mine.key -subj` +
      ` '/O=Acme/serialNumber=20489999/title=sensor/generationQualifier=mk1' |` +
      ` openssl x509 -req -CA ${folder}/ca.pem -CAkey ${folder}/ca.key -days 365 -out ${folder}/mine.pem`,
  )
  console.log(`${client('mine', 'sensor-20489999', 'device/sensor-20489999/temperature')}\n`)

  await untilStopped()
  await endpoint.close()
}
