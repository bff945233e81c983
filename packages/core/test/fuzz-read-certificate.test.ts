import { expect, it } from 'vitest'
import { fuzzCorpus } from '../fuzz/fuzz-corpus.js'
import { fuzzReadCertificate } from '../fuzz/fuzz-read-certificate.js'

const count = 100_000

it(`reads ${count.toLocaleString('en')} mutated certificates, or refuses them with a typed error`, {
  timeout: 120_000,
}, () => {
  const outcomes = fuzzReadCertificate({ corpus: fuzzCorpus, seed: 20_261_122, count })
  // Every way to refuse that a mutation can reach was reached, so the mutations go deep.
  expect([...outcomes.keys()].sort()).toEqual([
    'certificate-der-malformed',
    'certificate-der-truncated',
    'certificate-extension',
    'certificate-name',
    'certificate-pem-malformed',
    'certificate-pem-missing',
    'certificate-public-key',
    'certificate-structure',
    'certificate-validity',
    'read',
  ])
})
