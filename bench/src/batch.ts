/** Issues a batch of certificates, breaks off in the middle, goes on by the serial, and prints by how much the heap has grown. */
import {
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  issueDeviceCertificates,
} from '@thingplan/pki'
import { heapGrowth } from './heap-growth.js'

const certificates = Number(process.argv[2])
const authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
const { pem: csr } = await createCertificateRequest({ keys: await createKeyPair(), subject: 'CN=any' })

let issued = 0
let last = ''
const batchAfter = (resumeAfter?: string) => {
  function* devices() {
    for (let device = 0; device < certificates; device += 1) {
      yield { serial: `${device}`, subject: { CN: `device-${device}` }, csr }
    }
  }
  const onProgress = ({ serial }: { readonly serial: string }): void => {
    issued += 1
    last = serial
  }
  return issueDeviceCertificates({ authority, devices: devices(), resumeAfter, onProgress })
}

let batch = batchAfter()
const growth = await heapGrowth(certificates, async (to) => {
  while (issued < to) {
    if (issued === Math.ceil(certificates / 2) && last !== '') {
      await batch.return()
      batch = batchAfter(last)
    }
    const { value } = await batch.next()
    if (value === undefined || !('certificate' in value)) throw new Error(`no certificate after ${last}`)
  }
})
if (last !== `${certificates - 1}` || (await batch.next()).done !== true) throw new Error(`the batch ended at ${last}`)
process.stdout.write(`${growth}`)
