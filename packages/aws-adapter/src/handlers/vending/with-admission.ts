import type { AdmissionOutcome, DeviceStore } from '@thingplan/core/lifecycle'

/** What was read for somebody whose credential holds. */
export type Admission = Extract<AdmissionOutcome, { readonly verdict: 'admit' }>

/** The store, which need not be asked again for what was read at the door; once something has changed it is. */
export const withAdmission = (store: DeviceStore, { record, attempts }: Admission): DeviceStore => {
  const isRead = { record: false, attempts: false }
  const isFirst = (what: keyof typeof isRead): boolean => {
    const was = isRead[what]
    isRead[what] = true
    return !was
  }
  return {
    read: async (serialNumber) => (isFirst('record') ? record : store.read(serialNumber)),
    readAttempts: async (source) => (isFirst('attempts') ? attempts : store.readAttempts(source)),
    write: (write) => store.write(write),
    writeAttempts: (write) => store.writeAttempts(write),
    list: () => store.list(),
  }
}
