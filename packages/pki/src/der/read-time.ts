import type { Element } from './read-element.js'
import * as Tag from './tag.js'

const utcTime = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
const generalizedTime = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/

/** UTCTime counts from 1950 to 2049 (RFC 5280 section 4.1.2.5.1). */
const fullYear = (year: string): string => (year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`)

/** A moment as RFC 5280 section 4.1.2.5 writes it; `undefined` for any other element, and for a day that no calendar has. */
export const readTime = (element: Element | undefined): Date | undefined => {
  if (element === undefined) return undefined
  const { tag, content } = element
  const pattern = tag === Tag.utcTime ? utcTime : tag === Tag.generalizedTime ? generalizedTime : undefined
  const found = pattern?.exec(String.fromCharCode(...content.subarray(0, 16)))
  if (!found) return undefined
  const [, year = '', month, day, hour, minute, second] = found
  const text = `${fullYear(year)}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const moment = new Date(text)
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === text ? moment : undefined
}
