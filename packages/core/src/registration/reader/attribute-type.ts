import { type ResolvedAttributeType, attributeTypeName as shownName } from '../../certificate/attribute-types.js'
import { requireAttributeType } from '../../certificate/require-attribute-type.js'
import { compilePart } from './compile-part.js'
import type { Reader } from './reader.js'

const attributeType: Reader<string, ResolvedAttributeType> = (spelling, field) =>
  compilePart(field, () => requireAttributeType(String(spelling)), 'registration-rule')

/** The dotted OID of an attribute type in any spelling; `registration-rule` for one that does not exist. */
export const attributeTypeOid: Reader<string, string> = (spelling, field) => attributeType(spelling, field).oid

/** The name under which a distinguished name shows an attribute type; `registration-rule` for one that does not exist. */
export const attributeTypeName: Reader<string, string> = (spelling, field) => shownName(attributeType(spelling, field))
