export interface IamStatement {
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
}

/** An IAM policy document that only allows. */
export interface IamPolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly IamStatement[]
}
