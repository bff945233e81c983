import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { readCertificate } from '@thingplan/core'
import { afterAll, describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../../openssl.shared.js'
import type { CorpusCertificate } from './corpus-certificate.js'
import { makeWithOpenssl } from './make-with-openssl.js'
import { makeWithPeculiar } from './make-with-peculiar.js'
import { askNode, inWordsOfNode } from './node-words.js'
import { askOpenssl, inWordsOfOpenssl } from './openssl-words.js'
import { askPeculiar, inWordsOfPeculiar } from './peculiar-words.js'

const folder = await mkdtemp(join(tmpdir(), 'thingplan-corpus-'))
const fromOpenssl = hasOpenssl ? await makeWithOpenssl(folder) : []
const corpus: readonly CorpusCertificate[] = [...fromOpenssl, ...(await makeWithPeculiar())]
const roots = rootCertificates.map(
  (pem): CorpusCertificate => ({ title: readCertificate(pem).subject.toString(), pem }),
)
afterAll(() => rm(folder, { recursive: true }))

describe.skipIf(!hasOpenssl)('reading a certificate agrees with OpenSSL', () => {
  it.each(corpus)('$title (needs openssl)', async ({ title, pem }) => {
    const path = join(folder, `${corpus.findIndex((other) => other.title === title)}.pem`)
    await writeFile(path, pem)
    expect(inWordsOfOpenssl(readCertificate(pem))).toEqual(await askOpenssl(path))
  })
})

describe('reading a certificate, or a root of the Web, agrees with two other readers', () => {
  it.each([...corpus, ...roots])('$title', ({ pem }) => {
    const certificate = readCertificate(pem)
    expect(inWordsOfNode(certificate)).toEqual(askNode(pem))
    expect(inWordsOfPeculiar(certificate)).toEqual(askPeculiar(pem))
  })
})
