import { ACMPCAClient } from '@aws-sdk/client-acm-pca'
import type { AcmPcaCalls } from './acm-pca-calls.js'

const accepts = (_client: AcmPcaCalls): void => {}

accepts(new ACMPCAClient({ region: 'eu-central-1' }))
// @ts-expect-error the calls are missing
accepts({})
// @ts-expect-error an answer must be promised
accepts({ send: () => ({}) })
