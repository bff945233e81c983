import ts from 'typescript'

const arrow = /\/\/ => (.+)$/

/**
 * Turns `expression // => literal` into an assertion of deep equality, on the same line, so that line numbers stay.
 *
 * `const name = expression // => literal` asserts the constant. A `// =>` anywhere else would assert nothing, and is refused.
 */
export const assertLiterals = (code: string): string => {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true)
  const lines = code.split('\n')
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line
  const assertions: { readonly from: number; readonly to: number; readonly text: string }[] = []
  const asserted = new Set<number>()

  for (const statement of source.statements) {
    const line = lineOf(statement.getEnd())
    const literal = arrow.exec(lines[line] ?? '')?.[1]
    if (literal === undefined || asserted.has(line)) continue
    if (ts.isExpressionStatement(statement)) {
      const text = `__expect(${statement.expression.getText(source)}).toEqual(${literal});`
      assertions.push({ from: statement.getStart(source), to: statement.getEnd(), text })
      asserted.add(line)
    } else if (ts.isVariableStatement(statement)) {
      const [declaration] = statement.declarationList.declarations
      if (declaration === undefined || !ts.isIdentifier(declaration.name)) continue
      const text = `${statement.getText(source)}; __expect(${declaration.name.text}).toEqual(${literal});`
      assertions.push({ from: statement.getStart(source), to: statement.getEnd(), text })
      asserted.add(line)
    }
  }

  const ignored = lines.findIndex((line, index) => arrow.test(line) && !asserted.has(index))
  if (ignored !== -1) throw new Error(`line ${ignored + 1} of the block asserts nothing: ${lines[ignored]?.trim()}`)

  const body = assertions.reduceRight((text, { from, to, text: assertion }) => {
    return text.slice(0, from) + assertion + text.slice(to)
  }, code)
  return `import { expect as __expect } from 'vitest'; ${body}`
}
