/**
 * Rows as aligned text: the first row is the heading; numbers stand on the right.
 *
 * @param {readonly (readonly (string | number)[])[]} rows
 */
export const formatTable = (rows) => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => `${row[column]}`.length)))
  const line = (/** @type {readonly (string | number)[]} */ row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return typeof cell === 'number' ? `${cell}`.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const [heading = [], ...body] = rows
  return [line(heading), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n')
}
