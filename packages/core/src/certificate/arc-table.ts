/** Rows of words under the arcs that their OIDs begin with; the first word of a row is the last arc. */
export type ArcTable = Readonly<Record<string, readonly string[]>>

/** The rows of a table as words, the first of which is now the whole OID. */
export const rowsOf = (table: ArcTable): string[][] =>
  Object.entries(table).flatMap(([arcs, rows]) => rows.map((row) => `${arcs}.${row}`.split(' ')))
