import { type GlobToken, matchGlob } from '../evaluate/glob.js'
import { compilePattern } from '../evaluate/pattern.js'

/**
 * Actions of IoT policies, and how the resources begin that each is granted on: service, colon, type, slash. An empty list
 * means that only `*` will do.
 *
 * AWS IoT Core Developer Guide, "Policy actions" and "Action resources"; AWS IoT Greengrass V2 Developer Guide, "Device
 * authentication and authorization".
 */
export const knownActions: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map([
  ['iot:Connect', ['iot:client/']],
  ['iot:DeleteConnection', ['iot:client/']],
  ['iot:Publish', ['iot:topic/']],
  ['iot:Receive', ['iot:topic/']],
  ['iot:RetainPublish', ['iot:topic/']],
  ['iot:GetRetainedMessage', ['iot:topic/']],
  ['iot:ListRetainedMessages', []],
  ['iot:Subscribe', ['iot:topicfilter/']],
  ['iot:GetThingShadow', ['iot:thing/']],
  ['iot:UpdateThingShadow', ['iot:thing/']],
  ['iot:DeleteThingShadow', ['iot:thing/']],
  ['iot:ListNamedShadowsForThing', ['iot:thing/']],
  ['iot:DescribeJobExecution', ['iot:thing/']],
  ['iot:GetPendingJobExecutions', ['iot:thing/']],
  ['iot:UpdateJobExecution', ['iot:thing/']],
  ['iot:StartNextPendingJobExecution', ['iot:thing/']],
  ['iot:AssumeRoleWithCertificate', ['iot:rolealias/']],
  ['greengrass:Discover', ['iot:thing/', 'greengrass:']],
  ['greengrass:GetComponentVersionArtifact', ['greengrass:']],
  ['greengrass:ResolveComponentCandidates', ['greengrass:']],
  ['greengrass:GetDeploymentConfiguration', ['greengrass:']],
  ['greengrass:ListThingGroupsForCoreDevice', ['greengrass:']],
  ['greengrass:VerifyClientDeviceIdentity', ['greengrass:']],
  ['greengrass:VerifyClientDeviceIoTCertificateAssociation', ['greengrass:']],
  ['greengrass:PutCertificateAuthorities', ['greengrass:']],
  ['greengrass:GetConnectivityInfo', ['greengrass:']],
  ['greengrass:UpdateConnectivityInfo', ['greengrass:']],
])

/** The pattern of a resource or an action as a glob in which policy variables are texts like others. */
export const globOf = (text: string): readonly GlobToken[] =>
  compilePattern(text).map((part) => (typeof part === 'object' ? `\${${part.name}}` : part))

/** The known actions that an action of a policy stands for. Upper and lower case make no difference, as in IAM. */
export const actionsBehind = (action: string): readonly string[] => {
  const glob = globOf(action.toLowerCase())
  return [...knownActions.keys()].filter((known) => matchGlob(glob, known.toLowerCase()))
}

/** The actions that are granted on a kind of resource, such as `iot:thing/`. */
export const actionsOn = (kind: string): readonly string[] =>
  [...knownActions].flatMap(([action, kinds]) => (kinds.includes(kind) ? [action] : []))
