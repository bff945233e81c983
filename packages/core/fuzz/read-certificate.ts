import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { type Certificate, readCertificate } from '@thingplan/core'
import { makeWithOpenssl } from '../test/certificate-corpus/make-with-openssl.js'
import { makeWithPeculiar } from '../test/certificate-corpus/make-with-peculiar.js'
import { fuzzCorpus } from './fuzz-corpus.js'
import { fuzzReadCertificate, type Outcomes } from './fuzz-read-certificate.js'

/** Fixtures and roots, which are always the same, and what OpenSSL and `@peculiar/x509` issue, which is always new. */
const wholeCorpus = async (): Promise<readonly Certificate[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'thingplan-fuzz-'))
  try {
    const issued = [...(await makeWithOpenssl(folder)), ...(await makeWithPeculiar())]
    return [...fuzzCorpus, ...issued.map(({ pem }) => readCertificate(pem))]
  } finally {
    await rm(folder, { recursive: true })
  }
}

const print = (line: string): void => void stdout.write(`${line}\n`)

const printOutcomes = (outcomes: Outcomes): void => {
  const sorted = [...outcomes].sort(([, one], [, other]) => other - one)
  for (const [outcome, count] of sorted) print(`  ${outcome.padEnd(28)} ${count.toLocaleString('en').padStart(9)}`)
}

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '2026' },
    first: { type: 'string', default: '0' },
    issued: { type: 'boolean', default: false },
  },
})

const corpus = values.issued ? await wholeCorpus() : fuzzCorpus
const count = Number(values.count)
const seed = Number(values.seed)
if (!Number.isSafeInteger(count) || count < 1) throw new Error('--count is a number of mutations')
print(`${count.toLocaleString('en')} mutations of ${corpus.length} certificates, seed ${seed}`)
const outcomes = fuzzReadCertificate({
  corpus,
  seed,
  count,
  first: Number(values.first),
  onProgress: (done) => print(`${done.toLocaleString('en')} done`),
})
printOutcomes(outcomes)

// What could not be seen has not been proven: an error that is no typed one has ended the run before this.
const done = [...outcomes.values()].reduce((sum, one) => sum + one, 0)
const read = outcomes.get('read') ?? 0
if (done !== count) throw new Error(`${done} of ${count} mutations were tried`)
const amount = (number: number): string => number.toLocaleString('en')
print(`fuzz: ${amount(done)} mutations, ${amount(read)} read, ${amount(done - read)} refused with a typed error`)
