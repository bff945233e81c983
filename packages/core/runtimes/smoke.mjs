/**
 * The main job in one file of plain JavaScript, for every runtime that core is promised for: read a certificate, decide,
 * explain, carry out in memory. Throws at the first thing that is not as it should be; `npm run check:runtimes` runs it.
 */
import {
  decide,
  defineRegistration,
  execute,
  explain,
  isThingplanError,
  parsePlan,
  readCertificate,
  requireSubject,
} from '../dist/index.js'
import { certificateFixture, createMemoryDriver, factsFixture } from '../dist/testing/index.js'

/**
 * @param {boolean} condition
 * @param {string} message
 */
const check = (condition, message) => {
  if (!condition) throw new Error(message)
}

const registration = defineRegistration({
  name: 'smoke',
  rules: [requireSubject({ serialNumber: /[0-9-]{4,}/ })],
  profiles: [{ thing: { name: 'thing-<%= certificate.attributes.subject.serialNumber %>' }, policies: [] }],
})

const certificate = readCertificate(
  certificateFixture({ subject: { CN: 'Größe 温度', serialNumber: '1234-5678' } }).pem,
)
check(certificate.subject.get('commonName') === 'Größe 温度', 'a name is decoded')
check(/^[0-9a-f]{64}$/.test(certificate.id), 'the fingerprint is a SHA-256')
check(readCertificate(certificate.der).id === certificate.id, 'DER and PEM are the same certificate')

const accepted = decide(registration, factsFixture({ certificate }))
if (accepted.verdict !== 'accept') throw new Error(explain(accepted))
check(explain(accepted).includes('thing-1234-5678'), 'the explanation names the thing')

const plan = parsePlan(JSON.stringify(accepted.plan))
check(JSON.stringify(plan) === JSON.stringify(accepted.plan), 'a plan survives JSON')

const driver = createMemoryDriver({ certificates: { [certificate.id]: { status: 'PENDING_ACTIVATION' } } })
const execution = await execute(plan, driver)
check(execution.status === 'completed', explain(execution))
const state = JSON.stringify(driver.state())
check((await execute(plan, driver)).status === 'completed', 'a plan can be carried out twice')
check(JSON.stringify(driver.state()) === state, 'the second time changes nothing')

const other = readCertificate(certificateFixture({ subject: { CN: 'device', serialNumber: 'none' } }).pem)
check(decide(registration, factsFixture({ certificate: other })).verdict === 'reject', 'a bad device is refused')

try {
  readCertificate('no certificate')
  check(false, 'text that is no certificate is refused')
} catch (error) {
  check(isThingplanError(error) && error.code === 'certificate-pem-missing', 'the refusal has its code')
}

console.log('fine')
