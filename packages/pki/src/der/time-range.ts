const second = 1000

/** Years before 1950 have no encoding (RFC 5280 section 4.1.2.5.1). */
export const firstMoment: number = Date.UTC(1950, 0, 1)

/** `99991231235959Z` (RFC 5280 section 4.1.2.5). */
export const lastMoment: number = Date.UTC(9999, 11, 31, 23, 59, 59)

/** A moment in milliseconds without the fraction of its second, as X.509 writes it; `undefined` where it cannot. */
export const wholeSecond = (moment: Date): number | undefined => {
  const time = moment instanceof Date ? moment.getTime() : Number.NaN
  return time >= firstMoment && time < lastMoment + second ? Math.floor(time / second) * second : undefined
}
