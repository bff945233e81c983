import { doTheLeast } from '../floor.js'
import { type Contender, type InterleaveOptions, interleave, median, ratio } from '../measure/interleave.js'
import { decideOn, readWithBundledHash, readWithHostHash } from '../our-pipeline.js'
import { readByNodeCrypto, readByNodeForge, readByPeculiar, readByPkijs } from '../peers/readers.js'
import { decideAsUniversalJitr } from '../peers/universal-jitr.js'
import { atLeast, atMost, type Result, toCompare } from '../result.js'

const jitr = 'universal JITR pipeline (jsrsasign, lodash)'
const nodeCrypto = 'node:crypto X509Certificate and subject'
const hostHash = "ours, PEM to decision, the host's SHA-256"
const bundledHash = 'ours, PEM to decision, the bundled SHA-256'
const asText = "ours, PEM to the plan as text, the host's SHA-256"
const floor = 'floor: decode, hash, walk, write the plan'
const ourReader = 'ours, read only'
const readers = { 'node-forge': readByNodeForge, '@peculiar/x509': readByPeculiar, pkijs: readByPkijs }

const microseconds = (value: number): string => `${value.toFixed(1)} µs`
const times = (value: number): string => `${value.toFixed(1)}x`

/** Reading, deciding and writing plans, against everybody else in the same rounds. */
export const measureSpeed = (pem: string, options: InterleaveOptions): Result[] => {
  const { plan } = decideOn(readWithHostHash(pem))
  const contenders: readonly Contender[] = [
    { name: jitr, run: () => decideAsUniversalJitr(pem) },
    { name: nodeCrypto, run: () => readByNodeCrypto(pem) },
    ...Object.entries(readers).map(([name, read]) => ({ name, run: () => read(pem) })),
    { name: ourReader, run: () => readWithHostHash(pem).subject },
    { name: hostHash, run: () => decideOn(readWithHostHash(pem)) },
    { name: bundledHash, run: () => decideOn(readWithBundledHash(pem)) },
    { name: asText, run: () => JSON.stringify(decideOn(readWithHostHash(pem)).plan) },
    { name: floor, run: () => doTheLeast(pem, plan) },
  ]
  const rounds = interleave(contenders, options)
  return [
    atLeast("decision, host's SHA-256, against the universal JITR", ratio(rounds, jitr, hostHash), 20),
    atLeast("decision, host's SHA-256, against node:crypto's subject", ratio(rounds, nodeCrypto, hostHash), 8),
    atLeast('decision, bundled SHA-256, against the universal JITR', ratio(rounds, jitr, bundledHash), 10),
    atLeast("decision, bundled SHA-256, against node:crypto's subject", ratio(rounds, nodeCrypto, bundledHash), 4),
    atMost('plan as text, against the floor', ratio(rounds, asText, floor), 3, times),
    ...[nodeCrypto, ...Object.keys(readers)].map((name) =>
      toCompare(`read only, against ${name}`, ratio(rounds, name, ourReader), times),
    ),
    ...contenders.map(({ name }) => toCompare(`  ${name}`, median(rounds.get(name) ?? []), microseconds)),
  ]
}
