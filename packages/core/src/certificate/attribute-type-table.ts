// Rows by the arcs that their OIDs begin with: the last arc, the long name with the short name in front where there is one,
// and other spellings in use.

/** Attribute types that have a name in the LDAP registry (RFC 4519, 4524 and 3280; IANA). */
export const registeredTypes = {
  '2.5.4': [
    '3 CN=commonName',
    '4 SN=surname',
    '5 serialNumber',
    '6 C=countryName',
    '7 L=localityName',
    '8 ST=stateOrProvinceName',
    '9 STREET=streetAddress street',
    '10 O=organizationName',
    '11 OU=organizationalUnitName',
    '12 title T',
    '13 description',
    '14 searchGuide',
    '15 businessCategory',
    '16 postalAddress',
    '17 postalCode',
    '18 postOfficeBox',
    '19 physicalDeliveryOfficeName',
    '20 telephoneNumber',
    '21 telexNumber',
    '22 teletexTerminalIdentifier',
    '23 facsimileTelephoneNumber',
    '24 x121Address',
    '25 internationalISDNNumber',
    '26 registeredAddress',
    '27 destinationIndicator',
    '28 preferredDeliveryMethod',
    '29 presentationAddress',
    '30 supportedApplicationContext',
    '31 member',
    '32 owner',
    '33 roleOccupant',
    '34 seeAlso',
    '35 userPassword',
    '41 name',
    '42 GN=givenName',
    '43 initials',
    '44 generationQualifier',
    // RFC 4524 has a uniqueIdentifier of its own; the spelling means what it means in jsrsasign.
    '45 x500UniqueIdentifier uniqueIdentifier',
    '46 dnQualifier',
    '47 enhancedSearchGuide',
    '48 protocolInformation',
    '49 distinguishedName DN',
    '50 uniqueMember',
    '51 houseIdentifier',
    '54 dmdName',
    '65 pseudonym',
  ],
  '0.9.2342.19200300.100.1': ['1 UID=userId uid userid', '3 mail=rfc822Mailbox', '9 host', '25 DC=domainComponent'],
  '1.2.840.113549.1.9': ['1 emailAddress E email'],
} as const

/** Attribute types without such a name: newer X.520, PKCS #9 (RFC 2985) and extended validation (CA/Browser Forum). */
export const unregisteredTypes = {
  '2.5.4': ['72 role', '97 organizationIdentifier', '98 c3=countryCode3c', '99 n3=countryCode3n', '100 dnsName'],
  '1.2.840.113549.1.9': ['2 unstructuredName', '7 challengePassword', '8 unstructuredAddress'],
  '1.3.6.1.4.1.311.60.2.1': [
    '1 jurisdictionL=jurisdictionLocalityName jurisdictionOfIncorporationL',
    '2 jurisdictionST=jurisdictionStateOrProvinceName jurisdictionOfIncorporationSP',
    '3 jurisdictionC=jurisdictionCountryName jurisdictionOfIncorporationC',
  ],
} as const

type Spelling<Names extends string> = Names extends `${infer Name}${' ' | '='}${infer Rest}`
  ? Name | Spelling<Rest>
  : Names

type SpellingInRow<Arcs, Row> = Arcs extends string
  ? Row extends `${infer Arc} ${infer Names}`
    ? `${Arcs}.${Arc}` | Spelling<Names>
    : never
  : never

type SpellingIn<Table> = {
  [Arcs in keyof Table]: Table[Arcs] extends readonly (infer Row)[] ? SpellingInRow<Arcs, Row> : never
}[keyof Table]

/** Every spelling of a known attribute type: short names, long names, aliases and dotted OIDs. */
export type AttributeType = SpellingIn<typeof registeredTypes> | SpellingIn<typeof unregisteredTypes>
