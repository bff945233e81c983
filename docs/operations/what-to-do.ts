/** What to do about each code, by the union that it is of. Every code of the packages stands here, and no other: a test compares. */
export type WhatToDo = Readonly<Record<string, Readonly<Record<string, string>>>>

const fixOption = 'Fix the option that `field` names, test, and deploy again: it is thrown before anything happens.'
const nothing = 'Nothing.'
const replay = 'Nothing at once: the message is delivered again. If it stays so, look at the reason beside it.'
const deviceMaker = 'Tell whoever makes or programs the device; it has sent something else than it should.'
const attack = 'One is an accident, many from one source are an attack: look at where they come from.'

/** Outcomes of just-in-time registration. */
const registrations: WhatToDo = {
  RefusedReason: {
    rejected: 'Read the findings of the same outcome, below, in the order in which they stand.',
    'certificate-unknown':
      'Nothing, if the certificate was deleted meanwhile or the event was forged. Otherwise check that the function works in the region of the queue.',
    'certificate-unreadable':
      'Keep the PEM that DescribeCertificate shows, and ask the issuer of the device why it is no X.509 certificate.',
    'no-registration': 'Name the CA in a registration (`issuedBy`), or take the automatic registration from the CA.',
    tombstoned:
      'Nothing: the device has been removed for good and knocks again. Take the tombstone away if it is to come back.',
    'refused-before':
      'Look for the outcome of the worker that refused it, up to `rememberedMs` before. Events that the device sends later are looked at again.',
  },
  FailedReason: {
    'event-malformed':
      'Look at the message in the dead-letter queue: something else than the rule for registration events writes into the queue. Delete it.',
    'describe-failed':
      'Read `code`: throttling passes by itself; a role that may not call DescribeCertificate does not. Then replay the queue.',
    'source-failed':
      'Look at the verifier, tombstones or revocation lists that the message names. Once it answers, replay the queue.',
    'claim-held': 'Nothing: another worker is at the certificate, and the message comes back.',
    deadline:
      'Give the function more time, or the batch fewer messages; see [capacity](capacity.md). The message comes back.',
    'execution-failed':
      'Look at the first step that failed in `execution.steps`, and at its code among those of steps.',
    unexpected:
      'Something that is not ours has thrown, often an option of the handler. Read `message`, and repair it; then replay the queue.',
  },
  JitrErrorCode: {
    'jitr-retryable': replay,
    'jitr-undecided':
      'Nothing, while the verifier is away for a moment. If it stays so, repair the verifier, and replay the queue.',
    'jitr-failed': 'Read the reason and the remedy that come with it, repair that, and replay the queue.',
  },
  FindingCode: {
    'fact-missing':
      'Give the handler the source that the finding names (`revocations`, `verifiers`), or the registration one that can do without.',
    'certificate-id-mismatch':
      'Report it, with the PEM: two readers disagree about a certificate. Nothing was activated.',
    'event-mismatch':
      'Find out who may publish to `$aws/events/certificates/registered/`: the event was not made by AWS IoT.',
    'account-mismatch': 'Run the handler in the account and region of the certificate.',
    'already-active': nothing,
    'status-not-pending':
      'Ask whoever deactivated it. Registering never wakes such a certificate; `UpdateCertificate` by hand does.',
    'status-pending': nothing,
    'subject-field-matches': nothing,
    'subject-field-missing':
      'If the device is genuine, its certificate was made by another recipe: issue it anew, or relax the rule.',
    'subject-field-ambiguous':
      'Have the certificate issued with one value of the field, or let the rule name an index.',
    'subject-field-mismatch':
      'Compare the value in the finding with the rule. A genuine device has to be issued another certificate.',
    'issuing-ca-allowed': nothing,
    'issuing-ca-not-allowed': 'Add the CA to `issuedBy`, if it is one of yours; its id stands in the finding.',
    'within-validity': nothing,
    'not-yet-valid': 'Wait until it is, or check the clock of whoever issued it. The device knocks again.',
    expired: 'Issue the device another certificate; this one never works again.',
    'expires-too-soon': 'Issue the device a certificate that is valid for longer, or ask for less in the rule.',
    'key-strong': nothing,
    'key-too-weak': 'Have the device make a key of EC P-256 or RSA 2048 or more, and a certificate for it.',
    listed: nothing,
    'not-listed': 'Add the device to the list, if it is yours, and have it knock again.',
    denied: 'Nothing, if it is meant to be denied. Otherwise take it from the list.',
    'not-denied': nothing,
    revoked: 'Nothing: the CA has revoked it. Ask the CA if that is a mistake, and issue another certificate.',
    'not-revoked': nothing,
    'status-allowed': nothing,
    'status-not-allowed': 'Ask whoever set the status, or allow it in the rule.',
    'verifier-accepted': nothing,
    'verifier-refused': 'Ask whoever runs the verifier; what it said stands in the finding.',
    'verifier-unavailable':
      'Repair the verifier; devices wait meanwhile, and none is refused. Then replay the queue, or redrive what is pending.',
    'verifier-not-asked': 'Give the handler a source for the verifier that the finding names.',
    'rule-passed': nothing,
    'rule-refused': 'Ask the author of the rule that the finding names.',
    'rule-threw': 'Repair the rule that the finding names; a test of the registration with this certificate shows it.',
    'profile-selected': nothing,
    'profile-missing': 'Add a profile for such devices, or one without `when` at the end.',
    'name-refused':
      'Look at the value in the finding. A hostile subject is to be refused; for a genuine one use `slug` or `hash` in the template.',
    'attribute-refused':
      'Look at the value in the finding, and leave the attribute out or make it fit by a function of the template.',
    'attribute-left-out': nothing,
    'attribute-limit': 'Give the thing a type, or fewer attributes.',
    'policy-refused':
      'Look at the value in the finding: it would change what the policy allows. For a genuine device change the template.',
    'policy-limit': 'Join policies, or attach them to a thing group.',
    'thing-owned-by-another':
      "Find out which of the two is the device: the finding names the owner. For a device with a new certificate use `onIdentityConflict: 'replace'`, or remove the old one.",
    'owner-replaced': nothing,
  },
}

/** What carrying out a plan ends in. */
const plans: WhatToDo = {
  StepErrorCode: {
    'step-retryable':
      'Nothing: the same plan is carried out again. If there are many, see which quota is used up in [capacity](capacity.md).',
    'step-unexpected':
      'Read the name of the AWS error. If it stays so, report it: it is missing in the table of errors.',
    'thing-owned-by-another': 'As for the finding of the same name: find out which certificate is the device.',
    'certificate-state-changed':
      'Look who has changed the status meanwhile. Decide anew; an old plan never wakes a certificate.',
    'policy-differs': '[Compare the two documents](#a-policy-differs), put one of them right, and replay the queue.',
    'thing-type-differs': 'Use another name for the type: searchable attributes of a type cannot be changed.',
    'prerequisite-missing': 'Create what the step names, or let the plan create it.',
    'quota-exceeded': 'Free some of the quota, or have it raised in Service Quotas; trying again does not help.',
    'access-denied': 'Give the role what `requiredIamPolicy` says. Then replay the queue.',
    'step-refused': 'Read what AWS says in the message, and change the registration accordingly.',
  },
  PlanErrorCode: {
    'plan-malformed': 'Take the plan as `decide` returns it; what was stored was changed, or is something else.',
    'plan-version': 'Carry it out with the release that has made it, or decide anew.',
    'plan-step-unknown': 'Carry it out with the release that has made it, or decide anew.',
    'plan-order': 'Decide anew: somebody has changed the order of the steps.',
    'plan-active-early':
      'Decide anew, and find out who has changed the plan: it would have activated a certificate too early.',
    'plan-account': 'Use a driver for the account and region of the plan.',
    'plan-option': fixOption,
  },
  PacingErrorCode: {
    'pacing-deadline':
      'Nothing: the call would have come too late, and the message comes back. If it is often, see [capacity](capacity.md).',
    'pacing-queue-full': 'Give the event source a lower maximum concurrency, or the batch fewer messages.',
  },
  CallErrorCode: {
    'call-retryable':
      'Nothing: it passes. If it stays so, look at the health of AWS IoT in the region, and at the quotas.',
    'call-unexpected': 'Read the name of the AWS error. If it stays so, report it.',
    'call-not-found': 'Create what is missing, or check its name, the account and the region.',
    'call-conflict': 'Look at what exists under that name.',
    'call-denied': 'Allow the operation to the role, as the generated IAM document has it.',
    'call-quota': 'Free some of the quota, or have it raised in Service Quotas; trying again does not help.',
    'call-refused': 'Read what AWS says in the message, and change what was sent.',
  },
  AdapterErrorCode: {
    'adapter-option': fixOption,
    'event-shape': 'Look at what invokes the function: it is neither a rule of AWS IoT nor a queue.',
    'event-malformed': 'As for the reason of the same name: something else writes into the queue.',
    'plan-name': 'Take the plan as `decide` returns it: a name in it would be a pattern to IAM.',
    'answer-malformed':
      'Report it, with the name of the operation: AWS has answered without something that it documents.',
    'plan-not-expressible': 'Carry the plan out step by step (`execute`), not by RegisterThing.',
    'bulk-line': 'Look at the device that `field` names, and leave it out or make it fit.',
    'bulk-report': 'Download the report again; what was read is none.',
    'device-state':
      'Look at the device in AWS IoT: it lacks something, or its certificate is used by others, and a plan would do harm.',
    'http-event': 'Look at what invokes the function: it is no API Gateway and no function URL.',
    'audit-not-recorded':
      'Repair the sink that is named. What the events tell of has happened; their ids stand in the log.',
  },
}

const vending: WhatToDo = {
  VendingRefusalReason: {
    'too-many-attempts':
      'Nothing: the source is listened to again after a while, and no device is locked by it. '.concat(attack),
    'device-unknown': `Enrol the device if it is yours. ${attack}`,
    'token-missing': 'Grant the device a token.',
    'token-wrong': attack,
    'wrong-owner': attack,
    'token-bound-to-another-key': 'Grant the device a token for its present key, or one that is bound to none.',
    'token-expired': 'Grant the device a token.',
    'token-spent': 'Grant the device another token, after you have made sure that it is the device that asks.',
    'device-blocked': 'Nothing, while it is meant to be blocked.',
    'device-removed': 'Nothing: it has been removed for good.',
    'delivery-not-allowed':
      'Have the device make its key and send a request, or allow the delivery in the rules, knowing what that costs.',
    'sealing-key-missing': deviceMaker,
    'sealing-key-unknown': 'Enrol the hash of the sealing key in the record of the device.',
    'claim-in-progress': nothing,
    'claimed-by-another-key': 'Nothing, if the device asks again with its first key. Otherwise grant it another token.',
    'superseded-too-often': 'Find out why the device never uses what it gets; then grant it another token.',
    'registration-refused':
      'Read the findings of the same outcome. With another token and another key the device begins anew.',
    'thing-changed': 'Find out who owns the thing; see `thing-owned-by-another`.',
    unavailable: 'Look at `failures` of the same outcome: it names what failed. Devices ask again by themselves.',
  },
  SightingErrorCode: {
    'sighting-retryable': replay,
    'sighting-failed': 'Look at the rule that selects the events, and at the reason beside it.',
  },
}

const rotations: WhatToDo = {
  RotationErrorCode: {
    'rotation-retryable': replay,
    'rotation-failed': 'Read the reason and the remedy that come with it, repair that, and replay the queue.',
  },
  RotationRefusedReason: {
    'event-malformed': 'Use the SQL of `rotationRules` for the rule: what it hands over is something else.',
    'request-malformed': deviceMaker,
  },
  RotationFailedReason: {
    'store-failed':
      'Look at the table and at the permissions for it. Messages come back; `resumeRotations` takes up the rest.',
    conflict: 'Nothing: many workers were at one device. If it stays so, look for a loop that sends.',
    'describe-failed': 'Read `code`: throttling passes, a missing permission does not.',
    'issue-under-way': 'Nothing: the message comes back, and finds the certificate or takes over.',
    'issue-failed':
      'Look at the issuer: its key, its permissions, its quota. The device keeps its old certificate meanwhile.',
    'execution-failed':
      'Look at the first step that failed in `execution.steps`, and at its code among those of steps.',
    'publish-failed':
      'Look at the data endpoint and the permission to publish. The device asks again and gets the same answer.',
    deadline: 'Give the function more time. The message comes back.',
    unexpected: 'Something that is not ours has thrown. Read `message`, repair it, and replay the queue.',
  },
  RotationRefusal: {
    'device-unknown': 'Make a record for the device (`allowRotation`), if it is yours.',
    'principal-foreign': attack,
    'topic-foreign': 'Look at the policy of the device: it can publish to topics of others.',
    'out-of-order': nothing,
    'device-closed': nothing,
    'rotation-not-offered': 'Offer the device a rotation, if it is to have one.',
    'rotation-completed': nothing,
    'rotation-rolled-back':
      'Find out why the device did not come back with its new certificate; then offer another rotation.',
    'job-over': 'Offer another rotation, with more time.',
    'nonce-differs': attack,
    'principal-not-current': 'Find out what the device does with a certificate that it should not use any more.',
    'request-unreadable': deviceMaker,
    'request-differs': deviceMaker,
    'issue-under-way': nothing,
    'key-reused': 'Have the device make a new key for each rotation.',
    'subject-differs': 'Have the device ask for the expected subject, or use an issuer that does not copy it.',
    'acknowledged-over-another': 'Have the device acknowledge over a connection with its new certificate.',
    'certificate-differs': deviceMaker,
    'certificate-known': nothing,
    'job-open': 'Wait for the open rotation, or cancel it.',
    'job-repeated': 'Give every rotation a name of its own.',
    'deadline-not-ahead': 'Give a deadline in the future.',
    'current-expired': 'The device cannot connect any more: vend it another certificate, or provision it anew.',
    'issued-key-differs': 'Look at the issuer: it has certified another key.',
    'issued-subject-differs': 'Look at the issuer: it has certified another subject.',
    'issued-not-valid': 'Look at the issuer and its clock: what it issued is not valid now.',
  },
  ReprovisioningRefusal: {
    'policy-refuses': 'Choose `rotate`, `migrate` or `reset`, if the device is to have another certificate.',
    'certificate-same': nothing,
    'certificate-older': 'Issue the device a newer certificate, or remove the owner first.',
    'certificate-decided': 'Ask whoever deactivated or revoked it.',
    'device-removed': 'Take the tombstone away first, if the device is to come back.',
    'changes-not-wanted': 'Choose `migrate` or `reset`.',
    'account-same': 'Give plans for two accounts or regions.',
    'certificate-another': 'Make both plans for the same certificate.',
    'not-sni-only':
      'Register the CA in SNI_ONLY mode, and issue from there; what is registered in DEFAULT mode stays in one account.',
  },
}

const authorities: WhatToDo = {
  AuthorityErrorCode: {
    'authority-not-ca': 'Give the certificate of a CA that may sign certificates.',
    'authority-expired': 'Make a new CA, and rotate to it.',
    'authority-not-yet-valid': 'Wait until it is valid, or check the clock of whoever made it.',
    'authority-algorithm': 'Make a CA with RSA 2048 or more, or with EC P-256 or P-384.',
    'authority-key-mismatch': 'Give the private key that belongs to the certificate.',
    'authority-possession': 'Give a signer of the private key, or the verification certificate.',
    'authority-registered-elsewhere': 'Use SNI_ONLY mode, or have the other account remove it.',
    'authority-mode': 'Remove the CA and register it in the other mode; no call changes it.',
    'authority-subject-limit': 'Give the CA another subject, or retire one of the ten.',
    'authority-refused': 'Read what AWS says in the message.',
    'authority-verifier': 'Name one of the verifiers that may be chosen.',
    'authority-throttled': 'Try again after a moment.',
    'authority-not-registered': 'Check the id, the account and the region.',
    'authority-in-use': 'Retire or rotate the devices of the CA first; the error says how many there are.',
    'authority-request': 'Look at what invokes the handler.',
    'authority-not-owned': 'Have the stack that registered the CA change it, or remove it there.',
    'authority-deadline': 'Give the function more time, and run it again.',
    'authority-answer':
      'Look whether the function reaches the address that CloudFormation gave; the stack waits for an hour.',
  },
  IssuerErrorCode: {
    'issuer-request': 'Ask this issuer for what it can do, as the remedy says.',
    'issuer-certificate':
      'Look at the template or the CA: what it issued is not what was asked for, and was not handed out.',
    'issuer-failed': 'Read what the issuer says, and try again.',
    'issuer-deadline': 'Nothing: the same request is asked for again and finds what was issued meanwhile.',
    'issuer-aborted': nothing,
  },
  SignerErrorCode: {
    'signer-key-usage': 'Use a key of KMS that signs and verifies.',
    'signer-key-unfit': 'Use a key of a type that AWS IoT takes.',
    'signer-algorithm': 'Use an algorithm that the key has.',
    'signer-answer': 'Report it, with the name of the operation.',
    'signer-signature': 'Look whether the certificate belongs to this key; nothing was issued.',
  },
  VaultErrorCode: {
    'vault-name': 'Choose a name that the service takes.',
    'vault-occupied': 'Another key is stored there: choose another name, and overwrite nothing.',
    'vault-too-large': 'Give the text of one private key.',
    'vault-unprotected':
      'Store it with a KMS key, or as the remedy says; then replace the private key, which was readable.',
    'vault-content': 'Look at what is stored under the name; it is no private key.',
  },
  CertificateProviderErrorCode: {
    'provider-event': 'Look at what invokes the function: it is no certificate provider of AWS IoT.',
    'provider-request': deviceMaker,
    'provider-subject': 'Repair what says the subject of a device.',
    'provider-issuer': 'Look at the issuer. The device asks again.',
    'provider-certificate': 'Look at the issuer: what it issued is not for the device, and was not handed out.',
    'provider-deadline': 'Use an issuer that answers within the seconds that AWS IoT waits.',
  },
}

const unreadable =
  'Refuse whatever brought it. For a genuine device, ask its issuer for a certificate that keeps to RFC 5280.'

const certificates: WhatToDo = {
  CertificateErrorCode: {
    'certificate-source-type': 'Give a PEM or the bytes of a DER.',
    'certificate-too-large': unreadable,
    'certificate-pem-missing': 'Give the whole PEM, with its first and last line.',
    'certificate-pem-malformed': unreadable,
    'certificate-der-truncated': 'Give the whole certificate: its end is missing.',
    'certificate-der-malformed': unreadable,
    'certificate-structure': unreadable,
    'certificate-name': unreadable,
    'certificate-validity': unreadable,
    'certificate-public-key': unreadable,
    'certificate-extension': unreadable,
    'attribute-type-unknown': 'Use a known name or the dotted OID.',
    'certificate-option': fixOption,
  },
  PkiErrorCode: {
    'pki-option': fixOption,
    'subject-malformed': 'Give a subject as the remedy says.',
    'subject-value-refused':
      'Look at the value: it is empty, too long, or holds characters that its type does not take.',
    'key-algorithm-unsupported': 'Use an algorithm from the list in the remedy.',
    'key-too-weak': 'Make a stronger key.',
    'key-not-exportable': 'Make the key exportable, or sign with it where it is.',
    'private-key-unreadable':
      'Check the file and its passphrase: it does not say which of the two is wrong, on purpose.',
    'private-key-unsupported': 'Write the key as PKCS #8, with the command in the remedy.',
    'key-mismatch': 'Give both keys of one pair.',
    'request-malformed': deviceMaker,
    'request-signature': 'Refuse it: whoever sent the request does not hold its key.',
    'request-too-long': 'Shorten the subject of the request.',
    'validity-malformed': 'Give dates that follow each other.',
    'validity-outside-issuer': 'Ask for a shorter validity, or rotate the CA: it ends before the certificate would.',
    'authority-unfit': 'Use a CA that may sign what is asked for.',
    'authority-key-mismatch': 'Give the private key that belongs to the CA certificate.',
    'chain-incomplete': 'Give the certificates that are missing, as the error names them.',
    'chain-signature': 'Refuse it: it was not signed by whom it names.',
    'chain-validity': 'Renew the certificate of the chain that has expired.',
    'chain-issuer-unfit': 'Refuse it: something in the chain may not sign certificates.',
    'chain-extension-unknown': 'Refuse it: it has a critical extension that nobody understands here.',
    'chain-purpose': 'Use a certificate that was issued for the purpose.',
    'crl-malformed': 'Download the list again.',
    'crl-unsupported': 'Ask the CA for a full list without indirect entries.',
    'crl-issuer': 'Give the list of the CA that issued the certificate.',
    'crl-signature': 'Do not use it: it was not signed by the CA.',
    'crl-out-of-date': 'Fetch the present list; until then nobody can say what was revoked.',
    'revocation-malformed': 'Look at the entry that `field` names.',
    'batch-resume-unknown': 'Give the last serial number as the batch has printed it.',
    'alternative-name-malformed': 'Look at the name in the error.',
    'sealing-key-malformed': deviceMaker,
    'sealed-key-unreadable': 'Check that it was sealed to this device; then have it vended anew.',
    'registration-code-malformed': 'Take the code as GetRegistrationCode returns it.',
  },
}

const atDeployment: WhatToDo = {
  RegistrationErrorCode: {
    'registration-option': fixOption,
    'registration-rule': fixOption,
    'registration-profile': fixOption,
    'facts-malformed': 'Give facts as the types have them; it is a mistake of the program.',
  },
  TemplateErrorCode: {
    'template-syntax': 'Fix the template at the position that the error names.',
    'template-too-large': 'Shorten the template.',
    'template-path-unknown': 'Use a path that exists, as the remedy says.',
    'template-value-absent': 'Use `default`, or refuse certificates without the value by a rule.',
    'template-value-ambiguous': 'Name an index, or refuse such certificates by a rule.',
    'template-value-refused': 'Look at the value: it would mean something else where it is put.',
    'template-code-threw': 'Repair the JavaScript in the template.',
    'template-option': fixOption,
  },
  PolicyErrorCode: {
    'policy-malformed': 'Fix the document at the path that the error names.',
    'policy-tag-misplaced': 'Put tags inside of strings only.',
    'policy-too-large': 'Divide the policy; AWS takes 2048 characters.',
    'policy-name-shared': 'Put a value of the certificate into the name, too.',
    'policy-option': fixOption,
  },
  ProvisioningErrorCode: {
    'provisioning-malformed': 'Fix the template at the path that the error names.',
    'provisioning-key-unknown': 'Fix the spelling, as the remedy says.',
    'provisioning-key-missing': 'Add what is missing.',
    'provisioning-value-refused': 'Give a value that AWS takes, as the remedy says.',
    'provisioning-reference-unresolved': 'Declare the parameter or the resource that is referred to.',
    'provisioning-parameter-unknown': 'Declare the parameter, or use one that AWS gives.',
    'provisioning-parameter-unused': 'Take the parameter away, or use it.',
    'provisioning-function-not-allowed': 'Do without the function in this kind of template.',
    'provisioning-ambiguous': 'Leave one of the two.',
    'provisioning-too-large': 'Shorten the template.',
    'provisioning-parameter-missing': 'Give the parameter, or a default.',
    'provisioning-prerequisite-missing': 'Create what the template expects to exist.',
    'provisioning-override-missing': 'Say in `OverrideSettings` what happens to what exists.',
    'provisioning-owner-unchecked': 'Use a pre-provisioning hook, which checks whose the thing is.',
    'provisioning-policy-missing': 'Create the policy that the template names, or write its document into it.',
    'provisioning-conflict': 'Look at what exists under the name.',
    'provisioning-certificate-missing': 'Give a certificate in the form that the kind of template takes.',
    'provisioning-not-expressible': 'Use just-in-time registration for what no template of AWS can say.',
    'provisioning-option': fixOption,
  },
  LifecycleErrorCode: {
    'record-malformed':
      'Restore the item from a backup: somebody has changed it by hand. Other devices are not touched.',
    'record-transition': 'Change records by what the lifecycles decide, only.',
    'request-malformed': deviceMaker,
    'facts-malformed': 'Give facts as the types have them; it is a mistake of the program.',
    'policies-not-seen':
      'Nothing, if it passes: AWS IoT was behind. Otherwise give the device its policy back, or `defineRotation` its `policies`.',
    'token-weak': 'Give 16 random octets of a cryptographic source.',
    'lifecycle-option': fixOption,
  },
  CapacityErrorCode: {
    'capacity-option': fixOption,
  },
  AuditErrorCode: {
    'audit-malformed': 'Look at where the event comes from: it is none of the trail.',
    'audit-version': 'Read it with the release that has written it, or a newer one.',
    'audit-option': fixOption,
  },
}

/** A part of the page: what somebody has in front of them, and the unions whose codes they may see there. */
export interface Part {
  readonly title: string
  readonly whatToDo: WhatToDo
}

export const parts: readonly Part[] = [
  { title: 'A device is not registered', whatToDo: registrations },
  { title: 'A step, or a call to AWS, is not done', whatToDo: plans },
  { title: 'A device gets no certificate', whatToDo: vending },
  { title: 'A certificate is not rotated', whatToDo: rotations },
  { title: 'An authority, an issuer or a vault refuses', whatToDo: authorities },
  { title: 'A certificate, a key or a request cannot be used', whatToDo: certificates },
  { title: 'The program does not start, or its tests fail', whatToDo: atDeployment },
]
