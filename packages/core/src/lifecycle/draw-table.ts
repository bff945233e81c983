/** A table of Markdown whose columns are as wide as their widest cell. */
export const drawTable = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[], blank: string): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, blank)).join(' | ')} |`
  const rule = line(
    head.map(() => ''),
    '-',
  )
  return [line(head, ' '), rule, ...rows.map((row) => line(row, ' '))].join('\n')
}
