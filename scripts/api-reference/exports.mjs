import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'

/**
 * @typedef {object} Export
 * @property {string} name
 * @property {string} file Source file of the declaration.
 * @property {'function' | 'class' | 'constant' | 'type'} kind
 * @property {string} signature As declared, without bodies and without the doc comment in front.
 * @property {ts.JSDoc | undefined} comment
 */

/** @typedef {{ written: ts.SourceFile, published: ts.SourceFile }} Module */

/** @type {Map<string, Module>} */
const parsed = new Map()

/**
 * A module as it is written, and its declarations as the compiler publishes them; no type has to be inferred under
 * `isolatedDeclarations`.
 */
const moduleOf = (/** @type {string} */ file) => {
  const known = parsed.get(file)
  if (known !== undefined) return known
  const text = readFileSync(file, 'utf8')
  const { outputText } = ts.transpileDeclaration(text, {
    fileName: file,
    compilerOptions: { isolatedDeclarations: true, target: ts.ScriptTarget.ES2022 },
  })
  const parse = (/** @type {string} */ source) => ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true)
  const module = { written: parse(text), published: parse(outputText) }
  parsed.set(file, module)
  return module
}

const namesOf = (/** @type {ts.Statement} */ statement) => {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText())
  }
  return /** @type {any} */ (statement).name === undefined ? [] : [/** @type {any} */ (statement).name.getText()]
}

const kindOf = (/** @type {ts.Statement} */ statement) => {
  if (ts.isFunctionDeclaration(statement)) return 'function'
  if (ts.isClassDeclaration(statement)) return 'class'
  if (!ts.isVariableStatement(statement)) return 'type'
  const type = statement.declarationList.declarations[0]?.type
  return type !== undefined && ts.isFunctionTypeNode(type) ? 'function' : 'constant'
}

/** The compiler prints four spaces, semicolons and double quotes. */
const inOurStyle = (/** @type {string} */ text) =>
  text
    .replaceAll(/;$/gm, '')
    .replaceAll(/^(?: {4})+/gm, (indent) => ' '.repeat(indent.length / 2))
    .replaceAll(/"([^"'\\]*)"/g, "'$1'")

/** @returns {Export | undefined} */
const declarationOf = (/** @type {string} */ file, /** @type {string} */ name) => {
  const { written, published } = moduleOf(file)
  const declares = (/** @type {ts.Statement} */ statement) => namesOf(statement).includes(name)
  const [first] = published.statements.filter(declares)
  if (first === undefined) return undefined
  const kind = kindOf(first)
  // Types are shown as somebody has laid them out; everything else without its body, in the printer's own layout.
  const isType = kind === 'type'
  const text = (isType ? written : published).statements
    .filter(declares)
    .map((statement) => statement.getText().replace(/^(export |declare )+/, ''))
    .join('\n')
  const signature = isType ? text : inOurStyle(text)
  return { name, file, kind, signature, comment: ts.getJSDocCommentsAndTags(first).filter(ts.isJSDoc).at(-1) }
}

const moduleNamed = (/** @type {string} */ file, /** @type {ts.Expression | undefined} */ specifier) =>
  specifier !== undefined && ts.isStringLiteral(specifier)
    ? resolve(dirname(file), specifier.text.replace(/\.js$/, '.ts'))
    : file

/** Where a name comes from that a module exports without saying so: one of its imports, or the module itself. */
const originOf = (/** @type {string} */ file, /** @type {string} */ name) => {
  const statement = moduleOf(file)
    .written.statements.filter(ts.isImportDeclaration)
    .find(({ importClause }) => {
      const bindings = importClause?.namedBindings
      return (
        bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.some((one) => one.name.text === name)
      )
    })
  return moduleNamed(file, statement?.moduleSpecifier)
}

/**
 * What a module exports, by name, followed to where it is declared.
 *
 * @param {string} file
 * @returns {Export[]}
 */
export const exportsOf = (file) =>
  moduleOf(file).published.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) {
      const exported =
        ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      return exported ? namesOf(statement).flatMap((name) => declarationOf(file, name) ?? []) : []
    }
    if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause)) return []
    return statement.exportClause.elements.map((element) => {
      const original = (element.propertyName ?? element.name).text
      const target =
        statement.moduleSpecifier === undefined
          ? originOf(file, original)
          : moduleNamed(file, statement.moduleSpecifier)
      const found = declarationOf(target, original) ?? exportsOf(target).find(({ name }) => name === original)
      if (found === undefined) throw new Error(`${join(file)}: nothing named ${original} in ${target}`)
      return { ...found, name: element.name.text }
    })
  })
