import { parsePolicyDocument } from '../parse/parse-policy-document.js'
import type { PolicyDocument } from '../policy-document.js'
import { mergeStatements } from './merge-statements.js'
import type { Part } from './read-composition.js'

/** One document that allows and denies what the parts do together. */
export const composeParts = (parts: readonly Part[]): PolicyDocument =>
  parsePolicyDocument({
    Version: '2012-10-17',
    Statement: mergeStatements(parts.flatMap(({ statements }) => statements)),
  })
