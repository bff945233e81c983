import { type Account, compileTemplate, type Partition, type PolicySpec } from '@thingplan/core'
import { type PolicyStatement, parsePolicyDocument } from '@thingplan/core/policy'
import type { TemplateExpression, TemplatePolicyDocument, TemplateStatement } from '@thingplan/core/provisioning'

/** Stands for the thing's name in a policy that is filled in for each device. */
export const thingNameTag = '<%= certificate.attributes.subject.CN %>'

/** The parameter that it becomes. */
export const thingNameParameter = 'ThingName'

const partitionOf = (region: string): Partition => {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

const fillText = (text: string, { id, region, partition = partitionOf(region) }: Account): TemplateExpression => {
  const pieces = text
    .split(thingNameTag)
    .map((piece) => compileTemplate(piece).render({ account: { id, region, partition } }))
  const [first = '', ...others] = pieces
  if (others.length === 0) return first
  const values = [first, ...others.flatMap((piece) => [{ Ref: thingNameParameter }, piece])]
  return { 'Fn::Join': ['', values.filter((value) => value !== '')] }
}

const isText = (leaves: string | readonly string[]): leaves is string => typeof leaves === 'string'

const fillLeaves = (
  leaves: string | readonly string[],
  account: Account,
): NonNullable<TemplateStatement['Resource']> =>
  isText(leaves) ? fillText(leaves, account) : leaves.map((leaf) => fillText(leaf, account))

const fillStatement = (
  { Resource: resource, NotResource: notResource, Condition: condition, ...fixed }: PolicyStatement,
  account: Account,
): TemplateStatement => ({
  ...fixed,
  ...(resource !== undefined && { Resource: fillLeaves(resource, account) }),
  ...(notResource !== undefined && { NotResource: fillLeaves(notResource, account) }),
  ...(condition !== undefined && {
    Condition: Object.fromEntries(
      Object.entries(condition).map(([operator, keys]) => [
        operator,
        Object.fromEntries(Object.entries(keys).map(([key, leaves]) => [key, fillLeaves(leaves, account)])),
      ]),
    ),
  }),
})

/**
 * A policy as a provisioning template holds it: with the account written out, and a parameter where the thing's name is.
 *
 * @throws {TemplateError} where the policy holds anything else of a certificate: AWS would have nothing to put there.
 */
export const fillDocument = ({ document }: PolicySpec, account: Account): TemplatePolicyDocument => {
  const { Version, Statement } = parsePolicyDocument(document)
  return { Version, Statement: Statement.map((statement) => fillStatement(statement, account)) }
}
