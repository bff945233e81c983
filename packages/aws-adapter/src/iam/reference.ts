/**
 * What a deployment puts a value in place of: `${AWS::Region}` and `${Table.Arn}` of CloudFormation, `${var.region}` of Terraform,
 * a token of the CDK. A name behind a single colon (`${aws:username}`) is a variable of IAM itself, and none.
 */
export const referencePattern: string = String.raw`\$\{(?:AWS::)?[^\s:*?$\{\}]+\}`

const reference = new RegExp(`^${referencePattern}$`)

export const isReference = (text: string): boolean => reference.test(text)
