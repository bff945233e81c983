/** How two plans, or two steps that are about the same, differ in one part; a side without the part leaves it out. */
export interface PartDifference {
  /** `thingTypeName`, `attributes.serial_number`. */
  readonly field: string
  readonly one?: unknown
  readonly other?: unknown
}

type Parts = Readonly<Record<string, unknown>>

const sameValue = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The parts in which two records differ, in the order of their names. */
export const differentParts = (one: Parts, other: Parts): readonly PartDifference[] =>
  Object.freeze(
    [...new Set([...Object.keys(one), ...Object.keys(other)])]
      .sort()
      .filter((field) => !sameValue(one[field], other[field]))
      .map((field) =>
        Object.freeze({
          field,
          ...(one[field] !== undefined && { one: one[field] }),
          ...(other[field] !== undefined && { other: other[field] }),
        }),
      ),
  )
