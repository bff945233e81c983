import { createCertificateAuthority } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { authorityAccount } from '../../fixtures/authority-account.js'
import { readAuthorityVerifier } from './read-authority-verifier.js'
import { registerAuthority } from './register-authority.js'

const registered = async (verifier?: string) => {
  const { client } = authorityAccount()
  const { certificate } = await createCertificateAuthority({ subject: 'CN=Factory CA' })
  const choice = verifier === undefined ? {} : { verifier: { name: verifier, allowed: [verifier] } }
  const { caCertificateId } = await registerAuthority({ client, certificate, mode: 'SNI_ONLY', ...choice })
  return { client, caCertificateId }
}

describe('readAuthorityVerifier', () => {
  it('reads the verifier of a CA', async () => {
    expect(await readAuthorityVerifier({ ...(await registered('inventory')), allowed: ['inventory'] })).toBe(
      'inventory',
    )
  })

  it('says that there is none', async () => {
    expect(await readAuthorityVerifier({ ...(await registered()), allowed: ['inventory'] })).toBeUndefined()
  })

  it('does not believe a tag: who may tag may not choose', async () => {
    const options = { ...(await registered('everybody')), allowed: ['inventory'] }
    await expect(readAuthorityVerifier(options)).rejects.toMatchObject({
      code: 'authority-verifier',
      value: 'everybody',
      remedy: 'choose one of: inventory',
    })
  })

  it('refuses a CA that is not registered', async () => {
    const { client } = authorityAccount()
    const options = { client, caCertificateId: 'ca'.repeat(32), allowed: [] }
    await expect(readAuthorityVerifier(options)).rejects.toMatchObject({ code: 'authority-not-registered' })
  })
})
