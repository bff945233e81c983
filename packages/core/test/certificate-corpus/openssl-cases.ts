/** What to tell `openssl` for one certificate. */
export interface OpensslCase {
  readonly title: string
  /** Name of a key, see `opensslKeys`; `rsa-2048` by default. */
  readonly key?: string
  /** Lines of the section of the distinguished name; `+` adds to the RDN before, and what ends in the first dot is left out. */
  readonly subject: readonly string[]
  readonly extensions?: readonly string[]
  /** `string_mask` of the configuration: which string types it may choose. */
  readonly stringMask?: string
  /** Further arguments of `openssl req -x509`. */
  readonly arguments?: readonly string[]
}

/** Arguments of `openssl genpkey`. */
export const opensslKeys: Readonly<Record<string, readonly string[]>> = {
  'rsa-1024': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
  'rsa-2047': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2047'],
  'rsa-2048': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'rsa-3072': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'],
  'rsa-exponent-3': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-pkeyopt', 'rsa_keygen_pubexp:3'],
  'rsa-pss': ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'rsa-pss-sha256': [
    ...['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
    ...['-pkeyopt', 'rsa_pss_keygen_md:sha256', '-pkeyopt', 'rsa_pss_keygen_mgf1_md:sha256'],
  ],
  'ec-p256': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'ec-p256-compressed': [
    ...['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    ...['-pkeyopt', 'point-format:compressed'],
  ],
  'ec-p384': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  'ec-p521': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'],
  'ec-p224': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp224r1'],
  'ec-secp256k1': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
  'ec-brainpool': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'],
  ed25519: ['-algorithm', 'ED25519'],
  ed448: ['-algorithm', 'ED448'],
}

const keyCases = Object.keys(opensslKeys).map(
  (key): OpensslCase => ({ title: `key ${key}`, key, subject: [`CN=${key}`] }),
)

const stringCases: readonly OpensslCase[] = [
  { title: 'UTF8String beyond the BMP', subject: ['CN=Gerät 東京 🛰', 'O=Ångström'], stringMask: 'utf8only' },
  { title: 'PrintableString', subject: ['CN=device 1', 'O=Acme (EU), Ltd.'], stringMask: 'MASK:0x2' },
  { title: 'TeletexString', subject: ['CN=Gerät', 'O=Ångström é'], stringMask: 'MASK:0x4' },
  { title: 'BMPString', subject: ['CN=Gerät 東京', 'O=Ωmega'], stringMask: 'MASK:0x800' },
  { title: 'UniversalString', subject: ['CN=Gerät 🛰', 'O=東京'], stringMask: 'MASK:0x100' },
  {
    title: 'IA5String and PrintableString by type',
    subject: ['emailAddress=a_b@example.com', 'serialNumber=0-1', 'C=FR'],
  },
  { title: 'characters that RFC 4514 escapes', subject: ['CN=a\\,b\\+c\\"d\\\\e<f>g\\;h\\=i', 'O=\\#x'] },
  { title: 'blanks at both ends', subject: ['CN="  two  "', 'O=" "'] },
]

const nameCases: readonly OpensslCase[] = [
  {
    title: 'ten attributes',
    subject: [
      ...['O=AcmeInc', 'OU=MyAcme', 'emailAddress=admin@example.com', 'L=Toulouse', 'ST=Occitanie', 'C=FR'],
      ...['CN=device-1', 'serialNumber=0123456789', 'title=iot', 'generationQualifier=smart-sensor'],
    ],
  },
  { title: 'a multi-valued RDN', subject: ['O=Acme', 'CN=device-1', '+serialNumber=1', '+title=iot', 'L=Lyon'] },
  { title: 'a type several times', subject: ['0.OU=one', '1.OU=two', '2.OU=one', 'CN=x', '3.CN=y'] },
  { title: 'an empty subject', subject: [], arguments: ['-subj', '/'] },
  {
    title: 'extended validation',
    subject: ['jurisdictionC=FR', 'jurisdictionST=Occitanie', 'jurisdictionL=Toulouse', 'businessCategory=Private'],
  },
  { title: 'UID and DC', subject: ['DC=example', '1.DC=com', 'UID=device-1', 'CN=x'] },
  {
    title: 'every other type of X.520 that OpenSSL names',
    subject: [
      ...['SN=Curie', 'GN=Marie', 'initials=M', 'name=Marie Curie', 'pseudonym=mc', 'dnQualifier=q'],
      ...['description=d', 'postalCode=31000', 'street=1 rue', 'postOfficeBox=12', 'telephoneNumber=5'],
      ...['houseIdentifier=h', 'organizationIdentifier=VATFR-1', 'role=r', 'dmdName=dm'],
    ],
  },
  { title: 'unknown types', subject: ['0.1.3.6.1.4.1.99999.7=x', '0.2.999.3=y', '0.1.2.3.4.5=z', 'CN=w'] },
  { title: 'PKCS #9 types', subject: ['unstructuredName=un', 'unstructuredAddress=ua', 'challengePassword=cp'] },
  {
    title: 'a long name',
    subject: Array.from({ length: 40 }, (_, index) => `${index}.OU=unit ${index} ${'x'.repeat(40)}`),
  },
]

const extensionCases: readonly OpensslCase[] = [
  {
    title: 'a device certificate',
    subject: ['CN=device-1'],
    extensions: [
      ...['basicConstraints=CA:FALSE', 'keyUsage=critical,digitalSignature', 'extendedKeyUsage=clientAuth'],
      ...['subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid'],
    ],
  },
  {
    title: 'a CA with a path length',
    subject: ['CN=CA'],
    extensions: ['basicConstraints=critical,CA:TRUE,pathlen:3', 'keyUsage=keyCertSign,cRLSign'],
  },
  { title: 'a CA without a path length', subject: ['CN=CA'], extensions: ['basicConstraints=critical,CA:TRUE'] },
  {
    title: 'every key usage',
    subject: ['CN=x'],
    extensions: [
      'keyUsage=digitalSignature,nonRepudiation,keyEncipherment,dataEncipherment,keyAgreement,keyCertSign,cRLSign,encipherOnly,decipherOnly',
    ],
  },
  { title: 'only the ninth key usage', subject: ['CN=x'], extensions: ['keyUsage=decipherOnly'] },
  {
    title: 'several purposes',
    subject: ['CN=x'],
    extensions: ['extendedKeyUsage=critical,serverAuth,clientAuth,codeSigning,1.3.6.1.4.1.99999.1'],
  },
  {
    title: 'every kind of alternative name',
    subject: ['CN=x'],
    extensions: [
      'subjectAltName=DNS:device-1.example.com,DNS:*.example.com,email:a@example.com,URI:urn:dev:mac:0024befffe804ff1,' +
        'IP:192.0.2.1,IP:2001:db8::1:0:0:1,IP:::,IP:1::,RID:1.2.3.4,otherName:1.2.3.4;UTF8:hw,dirName:alternative',
    ],
  },
  {
    title: 'an authority key identifier with issuer and serial number',
    subject: ['CN=x'],
    extensions: ['subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid:always,issuer:always'],
  },
  {
    title: 'extensions that nobody knows',
    subject: ['CN=x'],
    extensions: [
      ...['1.3.6.1.4.1.99999.2=ASN1:UTF8String:hello', '1.3.6.1.4.1.99999.3=critical,DER:0500', '2.999.4=DER:00'],
      ...[
        'nsComment=made by a test',
        'certificatePolicies=1.2.3.4',
        'crlDistributionPoints=URI:http://example.com/crl',
      ],
    ],
  },
]

const otherCases: readonly OpensslCase[] = [
  { title: 'a serial number of zero', subject: ['CN=x'], arguments: ['-set_serial', '0'] },
  { title: 'a serial number of 127', subject: ['CN=x'], arguments: ['-set_serial', '127'] },
  { title: 'a serial number of 128', subject: ['CN=x'], arguments: ['-set_serial', '128'] },
  { title: 'a negative serial number', subject: ['CN=x'], arguments: ['-set_serial', '-256'] },
  { title: 'a serial number of 20 octets', subject: ['CN=x'], arguments: ['-set_serial', `0x7f${'ab'.repeat(19)}`] },
  { title: 'a serial number of 40 octets', subject: ['CN=x'], arguments: ['-set_serial', `0xff${'ab'.repeat(39)}`] },
  { title: 'valid beyond 2050', subject: ['CN=x'], arguments: ['-days', '14000'] },
  { title: 'valid for 7,900 years', subject: ['CN=x'], arguments: ['-days', '2885000'] },
  { title: 'signed with SHA-1', subject: ['CN=x'], arguments: ['-sha1'] },
  { title: 'signed with SHA-512', subject: ['CN=x'], arguments: ['-sha512'] },
  {
    title: 'signed with RSASSA-PSS',
    subject: ['CN=x'],
    arguments: ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:-1'],
  },
  { title: 'signed with ECDSA and SHA-384', key: 'ec-p384', subject: ['CN=x'], arguments: ['-sha384'] },
]

/** Keys, strings, names, extensions, numbers, times and signatures. */
export const opensslCases: readonly OpensslCase[] = [
  ...keyCases,
  ...stringCases,
  ...nameCases,
  ...extensionCases,
  ...otherCases,
]
