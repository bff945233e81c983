import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { CorpusCertificate } from './corpus-certificate.js'
import { type OpensslCase, opensslCases, opensslKeys } from './openssl-cases.js'

const run = promisify(execFile)

const makeKeys = async (folder: string): Promise<void> => {
  await Promise.all(
    Object.entries(opensslKeys).map(([name, parameters]) =>
      run('openssl', ['genpkey', ...parameters, '-out', join(folder, `${name}.key`)]),
    ),
  )
}

const configuration = ({ subject, extensions = [], stringMask = 'utf8only' }: OpensslCase): string =>
  [
    '[req]',
    'prompt = no',
    'utf8 = yes',
    `string_mask = ${stringMask}`,
    'distinguished_name = subject',
    extensions.length > 0 ? 'x509_extensions = extensions' : '',
    '[subject]',
    ...subject,
    '[extensions]',
    ...extensions,
    '[alternative]',
    'O = Acme',
    'CN = in an alternative name',
  ].join('\n')

const makeCertificate = async (folder: string, index: number, spec: OpensslCase): Promise<CorpusCertificate> => {
  const path = join(folder, `${index}.cnf`)
  await writeFile(path, configuration(spec))
  const key = join(folder, `${spec.key ?? 'rsa-2048'}.key`)
  const parameters = ['req', '-x509', '-new', '-config', path, '-key', key, ...(spec.arguments ?? [])]
  const { stdout } = await run('openssl', parameters)
  return { title: `OpenSSL: ${spec.title}`, pem: stdout }
}

/** Makes the part of the corpus that OpenSSL issues. */
export const makeWithOpenssl = async (folder: string): Promise<CorpusCertificate[]> => {
  await makeKeys(folder)
  return Promise.all(opensslCases.map((spec, index) => makeCertificate(folder, index, spec)))
}
