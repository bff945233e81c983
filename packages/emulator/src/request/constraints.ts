/** What a text of a request must satisfy: the service model's pattern and lengths. */
export interface TextConstraint {
  /** Whole text. */
  readonly pattern?: RegExp
  readonly min: number
  readonly max: number
}

/** Members that hold text, by the names of the service model where there is one. */
type ConstrainedText =
  | 'thingName'
  | 'thingTypeName'
  | 'thingGroupName'
  | 'billingGroupName'
  | 'description'
  | 'attributeName'
  | 'attributeValue'
  | 'policyName'
  | 'policyVersionId'
  | 'policyDocument'
  | 'certificateId'
  | 'certificatePem'
  | 'endpointType'
  | 'arn'
  | 'principal'
  | 'marker'
  | 'templateName'
  | 'templateDescription'
  | 'templateBody'
  | 'roleArn'
  | 'hookPayloadVersion'
  | 'certificateSigningRequest'
  | 'certificateProviderName'
  | 'clientToken'
  | 'parameterName'
  | 'parameterValue'
  | 'inputFileBucket'
  | 'inputFileKey'
  | 'taskId'
  | 'tagKey'
  | 'tagValue'
  | 'jobId'
  | 'jobDocument'

const name = { pattern: /^[a-zA-Z0-9:_-]+$/, min: 1, max: 128 }
const hexadecimalId = { pattern: /^(0x)?[a-fA-F0-9]+$/, min: 64, max: 64 }
// POSIX "graph" and the space; the length is the model's, odd as it looks.
const description = { pattern: /^[^\p{C}\p{Zl}\p{Zp}]*$/u, min: 0, max: 2028 }

export const constraints: Readonly<Record<ConstrainedText, TextConstraint>> = {
  thingName: name,
  thingTypeName: name,
  thingGroupName: name,
  billingGroupName: name,
  description,
  attributeName: { pattern: /^[a-zA-Z0-9_.,@/:#-]+$/, min: 1, max: 128 },
  attributeValue: { pattern: /^[a-zA-Z0-9_.,@/:#=[\]-]*$/, min: 0, max: 800 },
  policyName: { pattern: /^[\w+=,.@-]+$/, min: 1, max: 128 },
  policyVersionId: { pattern: /^[0-9]+$/, min: 1, max: 128 },
  policyDocument: { min: 0, max: 404_600 },
  certificateId: hexadecimalId,
  certificatePem: { min: 1, max: 65_536 },
  endpointType: { min: 0, max: 128 },
  arn: { min: 1, max: 2048 },
  principal: { min: 1, max: 2048 },
  marker: { pattern: /^[A-Za-z0-9+/]+={0,2}$/, min: 1, max: 1024 },
  templateName: { pattern: /^[0-9A-Za-z_-]+$/, min: 1, max: 36 },
  templateDescription: { pattern: /^[^\p{C}]*$/u, min: 0, max: 500 },
  templateBody: { min: 0, max: 10_240 },
  roleArn: { min: 20, max: 2048 },
  hookPayloadVersion: { pattern: /^[0-9-]+$/, min: 10, max: 32 },
  certificateSigningRequest: { min: 1, max: 4096 },
  certificateProviderName: { pattern: /^[\w=,@-]+$/, min: 1, max: 128 },
  clientToken: { pattern: /^[a-zA-Z0-9-_]+$/, min: 1, max: 64 },
  parameterName: { min: 1, max: 2048 },
  parameterValue: { min: 0, max: 4096 },
  inputFileBucket: { pattern: /^[a-zA-Z0-9._-]+$/, min: 3, max: 256 },
  // From the closing parenthesis to the slash is a range, in the model too.
  inputFileKey: { pattern: /^[a-zA-Z0-9!_.*'()-/]+$/, min: 1, max: 1024 },
  taskId: { min: 1, max: 40 },
  tagKey: { pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, min: 1, max: 128 },
  tagValue: { min: 0, max: 256 },
  jobId: { pattern: /^[a-zA-Z0-9_-]+$/, min: 1, max: 64 },
  jobDocument: { min: 0, max: 32_768 },
}

/** Counts that AWS keeps (AWS IoT Core endpoints and quotas; Developer Guide, "Thing groups"). */
export const quotas = {
  attributesWithoutType: 3,
  attributesWithType: 50,
  attributesPerThingGroup: 50,
  searchableAttributes: 3,
  thingGroupsPerThing: 10,
  thingGroupDepth: 7,
  policiesPerCertificate: 10,
  policiesPerThingGroup: 2,
  policyVersions: 5,
  provisioningTemplateVersions: 5,
  certificateProviders: 1,
  caCertificatesWithOneSubject: 10,
  tagsPerResource: 50,
  largestPage: 250,
  defaultPage: 25,
} as const
