import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'

/** One code of a closed union, with what its source says of it. */
export interface Code {
  readonly code: string
  /** The comment at the code, or its message in a table beside; empty where there is neither. */
  readonly meaning: string
}

/** A closed union of codes. */
export interface CodeUnion {
  /** The type's name, for example `StepErrorCode`. */
  readonly name: string
  /** Path of its file from the root. */
  readonly file: string
  readonly codes: readonly Code[]
}

/** Types whose members a person on call can meet, by their names. */
const isOfCodes = (name: string): boolean =>
  /(ErrorCode|FindingCode|RefusedReason|FailedReason|RefusalReason|Refusal)$/.test(name)

/** The last doc comment of a stretch of source, on one line. */
const commentIn = (text: string): string =>
  (text.match(/\/\*\*(.*?)\*\//gs)?.at(-1) ?? '')
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/\n\s*\*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** What a table of the same file says of a code: a text, or an object with a `message`. */
const messageOf = (source: ts.SourceFile, code: string): string => {
  let message = ''
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && node.name.text === code) {
      const said = ts.isObjectLiteralExpression(node.initializer)
        ? node.initializer.properties.find((property) => property.name?.getText(source) === 'message')
        : node
      const text = said !== undefined && ts.isPropertyAssignment(said) ? said.initializer : undefined
      if (text !== undefined && ts.isStringLiteralLike(text)) message = text.text
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return message === '' ? '' : `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
}

/** Comments stand in front of the bar that begins a member, and thus behind the one before it. */
const codesOf = (source: ts.SourceFile, type: ts.TypeNode): readonly Code[] => {
  const members = ts.isUnionTypeNode(type) ? type.types : [type]
  let end = type.getFullStart()
  return members.flatMap((member) => {
    const meaning = commentIn(source.text.slice(end, member.getStart(source)))
    end = member.end
    if (!ts.isLiteralTypeNode(member) || !ts.isStringLiteral(member.literal)) return []
    const code = member.literal.text
    return [{ code, meaning: meaning === '' ? messageOf(source, code) : meaning }]
  })
}

const unionsOf = (root: string, path: string): readonly CodeUnion[] => {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true)
  return source.statements.flatMap((statement) => {
    if (!ts.isTypeAliasDeclaration(statement) || !isOfCodes(statement.name.text)) return []
    const codes = codesOf(source, statement.type)
    return codes.length === 0 ? [] : [{ name: statement.name.text, file: relative(root, path), codes }]
  })
}

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test(-d)?\.ts$|fixtures/.test(name))
    .map((name) => join(folder, name))
    .sort()

/** Every closed union of codes in the packages' sources, in the order of their files. */
export const readCodes = (root: string): readonly CodeUnion[] =>
  ['core', 'pki', 'aws-adapter'].flatMap((name) =>
    sourcesIn(join(root, 'packages', name, 'src')).flatMap((path) => unionsOf(root, path)),
  )
