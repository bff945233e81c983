import { createHash, X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { amazonRoot } from './amazon-root.js'

// As it stands on https://www.amazontrust.com/repository/.
const sha256 = '8ecde6884f3d87b1125ba31ac3fcb13d7016de7f57cc904fe1cb97c6ae98196e'

it('is Amazon Root CA 1, and no other', () => {
  const { raw, subject } = new X509Certificate(amazonRoot())
  expect(createHash('sha256').update(raw).digest('hex')).toBe(sha256)
  expect(subject).toContain('CN=Amazon Root CA 1')
})
