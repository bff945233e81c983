import type { IamPolicyDocument } from './iam-policy-document.js'

/** Who may assume a role: one service of AWS, on behalf of what the condition says. */
export interface RoleTrustDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly [
    {
      readonly Effect: 'Allow'
      readonly Principal: { readonly Service: string }
      readonly Action: 'sts:AssumeRole'
      readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>
    },
  ]
}

/** A role as data: what CreateRole and PutRolePolicy take, and what a deployment can be compared with. */
export interface RoleDocuments {
  readonly trust: RoleTrustDocument
  readonly permissions: IamPolicyDocument
}
