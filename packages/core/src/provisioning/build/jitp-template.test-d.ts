import { jitpTemplate } from './jitp-template.js'

jitpTemplate({ thing: { name: { Ref: 'AWS::IoT::Certificate::CommonName' } } })
jitpTemplate({ thing: { name: 'gateway', attributes: { a: { Ref: 'AWS::IoT::Certificate::Id' } } } })

// @ts-expect-error AWS fills no parameter with the locality.
jitpTemplate({ thing: { name: { Ref: 'AWS::IoT::Certificate::Locality' } } })
// @ts-expect-error A misspelt parameter.
jitpTemplate({ thing: { name: { Ref: 'AWS::IoT::Certificate::CommonNam' } } })
// @ts-expect-error JITP has no functions.
jitpTemplate({ thing: { name: { 'Fn::Join': ['', ['a']] } } })
// @ts-expect-error A default for what is no parameter.
jitpTemplate({ defaults: { Country: 'DE' } })
// @ts-expect-error A type cannot be merged.
jitpTemplate({ thing: { name: 'a', overrides: { ThingTypeName: 'MERGE' } } })
// @ts-expect-error A thing has a name.
jitpTemplate({ thing: { typeName: 'a' } })
// @ts-expect-error A key that does not exist.
jitpTemplate({ things: [] })
