export type ProvisioningErrorCode =
  /** Not JSON, or not of the form that a template has. */
  | 'provisioning-malformed'
  /** A key, a property or a resource type that templates of this kind do not have. */
  | 'provisioning-key-unknown'
  /** A key or a property without which AWS provisions nothing. */
  | 'provisioning-key-missing'
  /** A value that AWS refuses there. */
  | 'provisioning-value-refused'
  /** A reference to a parameter, a mapping or an element that does not exist. */
  | 'provisioning-reference-unresolved'
  /** A parameter that AWS does not fill for templates of this kind. */
  | 'provisioning-parameter-unknown'
  /** A parameter that nothing refers to. */
  | 'provisioning-parameter-unused'
  /** A function where templates of this kind have none. */
  | 'provisioning-function-not-allowed'
  /** Two of what there may be one of: a thing, a certificate, a policy's name beside its document. */
  | 'provisioning-ambiguous'
  /** A body over 10,240 characters. */
  | 'provisioning-too-large'
  /** A parameter without a value and without a default. */
  | 'provisioning-parameter-missing'
  /** A thing type, a group or a policy that must exist already and does not. */
  | 'provisioning-prerequisite-missing'
  /** An override setting that is left out: AWS does not document what happens then. */
  | 'provisioning-override-missing'
  /** A thing that exists is given to whoever has its name. */
  | 'provisioning-owner-unchecked'
  /** A certificate without any policy, with which a device can do nothing. */
  | 'provisioning-policy-missing'
  /** A resource that exists, where the template says FAIL. */
  | 'provisioning-conflict'
  /** A certificate that is not known yet: it has to be issued or registered first. */
  | 'provisioning-certificate-missing'
  /** A registration that no template can express. */
  | 'provisioning-not-expressible'
  /** An option that does not exist, or has the wrong type. */
  | 'provisioning-option'
