import { checkOptions } from '../check-options.js'
import type { Reader } from './reader.js'

/** How each option is read. */
type Readers = Readonly<Record<string, Reader<never, unknown>>>

/** What the options must be for their readers to take them. */
type Options<Table extends Readers> = { readonly [Key in keyof Table]?: Parameters<Table[Key]>[0] }

/** What the readers make of the options. */
type Parts<Table extends Readers> = { readonly [Key in keyof Table]: ReturnType<Table[Key]> }

/** The spec as a whole: its options go by their bare names. */
export const root = 'defineRegistration'

/** An object with these options and no others; `registration-option` for any other. */
export function optionsOf<Table extends Readers>(table: Table): Reader<Options<Table>, Parts<Table>>
export function optionsOf(table: Readonly<Record<string, Reader<unknown, unknown>>>): Reader<object, object> {
  return (options, field) => {
    const given = checkOptions(field, options, Object.keys(table))
    const path = field === root ? '' : `${field}.`
    return Object.fromEntries(Object.entries(table).map(([key, read]) => [key, read(given[key], path + key)]))
  }
}
