import type { DerContext } from '../der/der-reader.js'

export const publicKeyContext: DerContext = { field: 'subjectPublicKeyInfo', code: 'certificate-public-key' }
