/** Attribute types that have a name in the LDAP registry (RFC 4519, 4524 and 3280; IANA), with other spellings in use. */
export const registeredTypes = [
  { oid: '2.5.4.3', shortName: 'CN', longName: 'commonName' },
  { oid: '2.5.4.4', shortName: 'SN', longName: 'surname' },
  { oid: '2.5.4.5', longName: 'serialNumber' },
  { oid: '2.5.4.6', shortName: 'C', longName: 'countryName' },
  { oid: '2.5.4.7', shortName: 'L', longName: 'localityName' },
  { oid: '2.5.4.8', shortName: 'ST', longName: 'stateOrProvinceName' },
  { oid: '2.5.4.9', shortName: 'STREET', longName: 'streetAddress', aliases: ['street'] },
  { oid: '2.5.4.10', shortName: 'O', longName: 'organizationName' },
  { oid: '2.5.4.11', shortName: 'OU', longName: 'organizationalUnitName' },
  { oid: '2.5.4.12', longName: 'title', aliases: ['T'] },
  { oid: '2.5.4.13', longName: 'description' },
  { oid: '2.5.4.14', longName: 'searchGuide' },
  { oid: '2.5.4.15', longName: 'businessCategory' },
  { oid: '2.5.4.16', longName: 'postalAddress' },
  { oid: '2.5.4.17', longName: 'postalCode' },
  { oid: '2.5.4.18', longName: 'postOfficeBox' },
  { oid: '2.5.4.19', longName: 'physicalDeliveryOfficeName' },
  { oid: '2.5.4.20', longName: 'telephoneNumber' },
  { oid: '2.5.4.21', longName: 'telexNumber' },
  { oid: '2.5.4.22', longName: 'teletexTerminalIdentifier' },
  { oid: '2.5.4.23', longName: 'facsimileTelephoneNumber' },
  { oid: '2.5.4.24', longName: 'x121Address' },
  { oid: '2.5.4.25', longName: 'internationalISDNNumber' },
  { oid: '2.5.4.26', longName: 'registeredAddress' },
  { oid: '2.5.4.27', longName: 'destinationIndicator' },
  { oid: '2.5.4.28', longName: 'preferredDeliveryMethod' },
  { oid: '2.5.4.29', longName: 'presentationAddress' },
  { oid: '2.5.4.30', longName: 'supportedApplicationContext' },
  { oid: '2.5.4.31', longName: 'member' },
  { oid: '2.5.4.32', longName: 'owner' },
  { oid: '2.5.4.33', longName: 'roleOccupant' },
  { oid: '2.5.4.34', longName: 'seeAlso' },
  { oid: '2.5.4.35', longName: 'userPassword' },
  { oid: '2.5.4.41', longName: 'name' },
  // `GN` is what OpenSSL prints; the registry keeps that name reserved.
  { oid: '2.5.4.42', shortName: 'GN', longName: 'givenName', descriptor: 'givenName' },
  { oid: '2.5.4.43', longName: 'initials' },
  { oid: '2.5.4.44', longName: 'generationQualifier' },
  // RFC 4524 has a uniqueIdentifier of its own; the spelling means what it means in jsrsasign.
  { oid: '2.5.4.45', longName: 'x500UniqueIdentifier', aliases: ['uniqueIdentifier'] },
  { oid: '2.5.4.46', longName: 'dnQualifier' },
  { oid: '2.5.4.47', longName: 'enhancedSearchGuide' },
  { oid: '2.5.4.48', longName: 'protocolInformation' },
  { oid: '2.5.4.49', longName: 'distinguishedName', aliases: ['DN'] },
  { oid: '2.5.4.50', longName: 'uniqueMember' },
  { oid: '2.5.4.51', longName: 'houseIdentifier' },
  { oid: '2.5.4.54', longName: 'dmdName' },
  { oid: '2.5.4.65', longName: 'pseudonym' },
  { oid: '0.9.2342.19200300.100.1.1', shortName: 'UID', longName: 'userId', aliases: ['uid', 'userid'] },
  { oid: '0.9.2342.19200300.100.1.3', shortName: 'mail', longName: 'rfc822Mailbox' },
  { oid: '0.9.2342.19200300.100.1.9', longName: 'host' },
  { oid: '0.9.2342.19200300.100.1.25', shortName: 'DC', longName: 'domainComponent' },
  { oid: '1.2.840.113549.1.9.1', longName: 'emailAddress', aliases: ['E', 'email'] },
] as const

/** Attribute types without such a name: newer X.520, PKCS #9 (RFC 2985) and extended validation (CA/Browser Forum). */
export const unregisteredTypes = [
  { oid: '2.5.4.72', longName: 'role' },
  { oid: '2.5.4.97', longName: 'organizationIdentifier' },
  { oid: '2.5.4.98', shortName: 'c3', longName: 'countryCode3c' },
  { oid: '2.5.4.99', shortName: 'n3', longName: 'countryCode3n' },
  { oid: '2.5.4.100', longName: 'dnsName' },
  { oid: '1.2.840.113549.1.9.2', longName: 'unstructuredName' },
  { oid: '1.2.840.113549.1.9.7', longName: 'challengePassword' },
  { oid: '1.2.840.113549.1.9.8', longName: 'unstructuredAddress' },
  {
    oid: '1.3.6.1.4.1.311.60.2.1.1',
    shortName: 'jurisdictionL',
    longName: 'jurisdictionLocalityName',
    aliases: ['jurisdictionOfIncorporationL'],
  },
  {
    oid: '1.3.6.1.4.1.311.60.2.1.2',
    shortName: 'jurisdictionST',
    longName: 'jurisdictionStateOrProvinceName',
    aliases: ['jurisdictionOfIncorporationSP'],
  },
  {
    oid: '1.3.6.1.4.1.311.60.2.1.3',
    shortName: 'jurisdictionC',
    longName: 'jurisdictionCountryName',
    aliases: ['jurisdictionOfIncorporationC'],
  },
] as const

type Row = (typeof registeredTypes)[number] | (typeof unregisteredTypes)[number]
type ShortName = Extract<Row, { readonly shortName: string }>['shortName']
type Alias = Extract<Row, { readonly aliases: readonly string[] }>['aliases'][number]

/** Every spelling of a known attribute type: short names, long names, aliases and dotted OIDs. */
export type AttributeType = ShortName | Row['longName'] | Alias | Row['oid']
