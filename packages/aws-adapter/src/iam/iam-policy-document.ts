export interface IamStatement {
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: {
    readonly ArnLike: {
      /** Things that may be attached and detached (Service Authorization Reference, "Condition keys for AWS IoT"). */
      readonly 'iot:thingArn': readonly string[]
    }
  }
}

/** An IAM policy document that only allows. */
export interface IamPolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly IamStatement[]
}
