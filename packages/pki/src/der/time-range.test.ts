import { expect, it } from 'vitest'
import { wholeSecond } from './time-range.js'

it.each([
  ['1950-01-01T00:00:00Z', '1950-01-01T00:00:00Z'],
  ['2027-01-10T12:00:00.999Z', '2027-01-10T12:00:00Z'],
  ['1969-12-31T23:59:59.001Z', '1969-12-31T23:59:59Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59Z'],
])('%s is written as %s (RFC 5280 section 4.1.2.5)', (moment, written) => {
  expect(wholeSecond(new Date(moment))).toBe(Date.parse(written))
})

it.each(['1949-12-31T23:59:59.999Z', '+010000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', 'never'])(
  '%s is not written',
  (moment) => {
    expect(wholeSecond(new Date(moment))).toBeUndefined()
  },
)
