import { freezeDeeply } from '../../plan/freeze-deeply.js'
import type { DeviceRecord } from './device-record.js'
import type { DeviceWrite } from './device-store.js'

/** What may change of a record. */
export type RecordChanges = Partial<Omit<DeviceRecord, 'schema' | 'serialNumber' | 'version'>>

/** A record without the fields that have no value, as it is stored. */
export const withoutBlanks = <Fields extends object>(fields: Fields): Fields => {
  for (const key of Object.keys(fields)) {
    if (Reflect.get(fields, key) === undefined) Reflect.deleteProperty(fields, key)
  }
  return fields
}

/** The next version of a record, to be written only over the one that it was made from. */
export const amendRecord = (record: DeviceRecord, changes: RecordChanges, tokenAliveAt?: number): DeviceWrite =>
  freezeDeeply({
    record: withoutBlanks({ ...record, ...changes, version: record.version + 1 }),
    expects: withoutBlanks({ version: record.version, tokenAliveAt }),
  })
