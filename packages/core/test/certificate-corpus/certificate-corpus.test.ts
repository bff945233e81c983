import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { readCertificate } from '@thingplan/core'
import { afterAll, describe, expect, it } from 'vitest'
import type { CorpusCertificate } from './corpus-certificate.js'
import { makeWithOpenssl } from './make-with-openssl.js'
import { makeWithPeculiar } from './make-with-peculiar.js'
import { askNode, inWordsOfNode } from './node-words.js'
import { askOpenssl, inWordsOfOpenssl } from './openssl-words.js'
import { askPeculiar, inWordsOfPeculiar } from './peculiar-words.js'

const folder = await mkdtemp(join(tmpdir(), 'thingplan-corpus-'))
const corpus: readonly CorpusCertificate[] = [...(await makeWithOpenssl(folder)), ...(await makeWithPeculiar())]
const roots = rootCertificates.map(
  (pem): CorpusCertificate => ({ title: readCertificate(pem).subject.toString(), pem }),
)
afterAll(() => rm(folder, { recursive: true }))

describe('reading a certificate agrees with three other readers', () => {
  it.each(corpus)('$title', async ({ title, pem }) => {
    const path = join(folder, `${corpus.findIndex((other) => other.title === title)}.pem`)
    await writeFile(path, pem)
    const certificate = readCertificate(pem)
    expect(inWordsOfOpenssl(certificate)).toEqual(await askOpenssl(path))
    expect(inWordsOfNode(certificate)).toEqual(askNode(pem))
    expect(inWordsOfPeculiar(certificate)).toEqual(askPeculiar(pem))
  })
})

describe('reading the root certificates of the Web agrees with two other readers', () => {
  it.each(roots)('$title', ({ pem }) => {
    const certificate = readCertificate(pem)
    expect(inWordsOfNode(certificate)).toEqual(askNode(pem))
    expect(inWordsOfPeculiar(certificate)).toEqual(askPeculiar(pem))
  })
})
