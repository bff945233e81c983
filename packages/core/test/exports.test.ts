import * as core from '@thingplan/core'
import * as audit from '@thingplan/core/audit'
import * as capacity from '@thingplan/core/capacity'
import * as javascriptTemplate from '@thingplan/core/javascript-template'
import * as lifecycle from '@thingplan/core/lifecycle'
import * as policy from '@thingplan/core/policy'
import * as provisioning from '@thingplan/core/provisioning'
import * as testing from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'

/** What each entry offers. A name leaves, or joins, by an edit of this list and a changeset that says why. */
const offered = {
  '@thingplan/core': [
    'CertificateError',
    'PlanError',
    'PolicyError',
    'RegistrationError',
    'StepError',
    'TemplateError',
    'ThingplanError',
    'allowList',
    'askVerifier',
    'certificateStatus',
    'compileTemplate',
    'decide',
    'defineRegistration',
    'denyList',
    'execute',
    'explain',
    'isThingplanError',
    'issuedBy',
    'notRevoked',
    'outlineSteps',
    'parsePlan',
    'quote',
    'quoteInFull',
    'readCertificate',
    'readDistinguishedName',
    'readStrictJson',
    'requireSubject',
    'resolveAttributeType',
    'rule',
    'strongKey',
    'toMermaid',
    'unknownOption',
    'withinValidity',
  ],
  '@thingplan/core/lifecycle': [
    'LifecycleError',
    'allowRotation',
    'certificateToTidy',
    'changeStanding',
    'claimedKeyHashes',
    'decideRotation',
    'decideRotationSweep',
    'decideSweep',
    'decideVending',
    'defineRotation',
    'defineVending',
    'diagnose',
    'diagnosisTable',
    'enrolDevice',
    'grantToken',
    'hashKey',
    'hashToken',
    'judgeAdmission',
    'parseAttemptRecord',
    'parseDeviceRecord',
    'parseRotationMessage',
    'parseRotationRecord',
    'planMove',
    'planReconcile',
    'planRemoval',
    'planReprovisioning',
    'requestedKeyHashes',
    'rotationDiagram',
    'rotationRefusals',
    'rotationRules',
    'rotationStates',
    'rotationTables',
    'rotationTopicsOf',
    'rotationTransitions',
    'runAdmission',
    'runVending',
    'vendingDiagram',
    'vendingRefusals',
    'vendingStateOf',
    'vendingStates',
    'vendingTables',
    'vendingTransitions',
    'wouldReturn',
    'writeRotationReply',
    'writeToken',
  ],
  '@thingplan/core/audit': [
    'AuditError',
    'auditAcceptance',
    'auditCompletion',
    'auditDecision',
    'auditExecution',
    'auditFailure',
    'auditRefusal',
    'auditSteps',
    'parseAuditEvent',
    'subjectOf',
    'toRegistrationRecord',
  ],
  '@thingplan/core/capacity': [
    'CapacityError',
    'defaultQuotas',
    'documentedQuotas',
    'estimate',
    'explainEstimate',
    'queueSettings',
    'stepCosts',
    'takeToken',
  ],
  '@thingplan/core/policy': [
    'PolicyError',
    'client',
    'composePolicy',
    'deviceCan',
    'evaluatePolicies',
    'isolates',
    'largestPolicy',
    'lintPolicy',
    'measureComposition',
    'parsePolicyDocument',
    'policySize',
    'preparePolicies',
    'roleAlias',
    'samePolicyDocument',
    'thing',
    'topic',
    'topicFilter',
    'validatePolicies',
    'validatePolicy',
  ],
  '@thingplan/core/provisioning': [
    'ProvisioningError',
    'bulkTemplate',
    'comparePlans',
    'evaluateDeviceConfiguration',
    'fleetTemplate',
    'jitpTemplate',
    'lintProvisioningTemplate',
    'parseProvisioningTemplate',
    'planProvisioning',
    'provisioningTemplateBody',
    'toJitpTemplate',
    'toProvisioningTemplate',
  ],
  '@thingplan/core/testing': [
    'certificateFixture',
    'createMemoryDeviceStore',
    'createMemoryDriver',
    'deviceStoreContract',
    'driverContract',
    'factsFixture',
    'fixtureCaCertificateId',
    'planFixture',
    'recordFixture',
  ],
  '@thingplan/core/javascript-template': ['compileUnsafeJavaScriptTemplate'],
}

const entries: [keyof typeof offered, Record<string, unknown>][] = [
  ['@thingplan/core', core],
  ['@thingplan/core/audit', audit],
  ['@thingplan/core/capacity', capacity],
  ['@thingplan/core/lifecycle', lifecycle],
  ['@thingplan/core/policy', policy],
  ['@thingplan/core/provisioning', provisioning],
  ['@thingplan/core/testing', testing],
  ['@thingplan/core/javascript-template', javascriptTemplate],
]

const isData = (value: unknown): value is object => typeof value === 'object' && value !== null

const isDeeplyFrozen = (value: unknown): boolean =>
  !isData(value) || (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen))

describe.each(entries)('%s', (name, entry) => {
  it('offers what it is known for', () => {
    expect(Object.keys(entry).sort()).toEqual(offered[name])
  })

  it('offers no data that an importer could change', () => {
    const changeable = Object.entries(entry).filter(([, value]) => !isDeeplyFrozen(value))
    expect(changeable.map(([exported]) => exported)).toEqual([])
  })
})
