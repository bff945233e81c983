// Names are the library's; everything around them is three SEQUENCEs, which are ours, so that any signer can sign them.
export { AsnConvert } from '@peculiar/asn1-schema'
export {
  AttributeTypeAndValue,
  AttributeValue,
  Name as Asn1Name,
  RelativeDistinguishedName,
} from '@peculiar/asn1-x509'
