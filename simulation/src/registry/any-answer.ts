import type {
  DescribeCertificateResponse,
  DescribeThingResponse,
  DescribeThingTypeResponse,
  GetPolicyResponse,
  ListPolicyVersionsResponse,
  ListThingPrincipalsResponse,
} from '@aws-sdk/client-iot'

/** An answer to every command: what one signature for all of them has to promise. */
export type AnyAnswer = DescribeCertificateResponse &
  DescribeThingResponse &
  DescribeThingTypeResponse &
  GetPolicyResponse &
  ListPolicyVersionsResponse &
  ListThingPrincipalsResponse & {
    /** The part of what every answer of the SDK has that pacing looks at. */
    readonly $metadata?: { readonly attempts: number }
  }
