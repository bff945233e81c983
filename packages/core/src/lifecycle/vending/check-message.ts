import { demand, isSerialNumber, isSha256 } from '../check-options.js'
import type { DeviceRecord } from '../device-store/device-record.js'
import type { VendingFacts } from './vending-facts.js'
import type { VendingAsker, VendingMessage, VendingRequest } from './vending-message.js'

const code = 'request-malformed'

/** Text of one line, and no more of it than anybody needs. */
const isLine = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= most && !/\p{C}/u.test(value)

type DecisionFacts = Pick<VendingFacts, 'now' | 'attempts'>

const checkDevice = (
  { serialNumber }: { readonly serialNumber: string },
  record: DeviceRecord | undefined,
  { now }: DecisionFacts,
): void => {
  demand(isSerialNumber(serialNumber), code, 'serialNumber', '1 to 128 letters, digits, `:`, `.`, `_` or `-`')
  demand(now instanceof Date && now.getTime() >= 0, 'facts-malformed', 'now', 'a date')
  const isTheirs = record === undefined || record.serialNumber === serialNumber
  demand(isTheirs, 'facts-malformed', 'record', 'the record of the device')
}

/**
 * Refuses who can be nobody that asks, and facts that are none.
 *
 * @throws {LifecycleError} `request-malformed`, `facts-malformed`; the value is not quoted
 */
export const checkAsker = (asker: VendingAsker, record: DeviceRecord | undefined, facts: DecisionFacts): void => {
  checkDevice(asker, record, facts)
  const { credential, source } = asker
  const { attempts } = facts
  if (credential?.kind === 'owner')
    demand(isLine(credential.owner, 256), code, 'credential.owner', 'the name of an owner')
  else {
    const isToken = credential?.kind === 'token' && isLine(credential.token, 512)
    demand(isToken, code, 'credential', 'a token of at most 512 characters, or an owner')
  }
  demand(isLine(source, 256), code, 'source', 'where the request comes from, in at most 256 characters')
  const isFromThere = attempts === undefined || attempts.source === source
  demand(isFromThere, 'facts-malformed', 'attempts', 'the attempts of the source')
}

const checkErrand = ({ csr, keyHash, delivery, sealingKeyHash }: VendingRequest): void => {
  // CreateCertificateFromCsr takes 4,096 characters.
  demand(
    typeof csr === 'string' && csr.length > 0 && csr.length <= 4096,
    code,
    'csr',
    'a CSR of at most 4,096 characters',
  )
  demand(isSha256(keyHash), code, 'keyHash', 'a SHA-256 in hexadecimal')
  demand(/^(csr|sealed|plain)$/.test(delivery), code, 'delivery', '`csr`, `sealed` or `plain`')
  const isHashed = sealingKeyHash === undefined || isSha256(sealingKeyHash)
  demand(isHashed, code, 'sealingKeyHash', 'a SHA-256 in hexadecimal')
}

/**
 * Refuses what can be no message to the device, and facts that are none. Whoever makes them has parsed a body before; this is the
 * second wall, since what is let through here becomes a key of a store and a word in a plan.
 *
 * @throws {LifecycleError} `request-malformed`, `facts-malformed`; the value is not quoted
 */
export const checkMessage = (message: VendingMessage, record: DeviceRecord | undefined, facts: VendingFacts): void => {
  demand(/^(vend|seen|due)$/.test(message?.kind), code, 'kind', '`vend`, `seen` or `due`')
  if (message.kind === 'vend') {
    checkAsker(message, record, facts)
    checkErrand(message)
  } else {
    checkDevice(message, record, facts)
    demand(facts.attempts === undefined, 'facts-malformed', 'attempts', 'the attempts of the source')
  }
  if (message.kind === 'seen') demand(isSha256(message.certificateId), code, 'certificateId', 'a certificate id')
  demand(/^[\x21-\x7e]{16,128}$/.test(facts.holder), 'facts-malformed', 'holder', '16 to 128 printable characters')
}
