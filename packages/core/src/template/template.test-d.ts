import { compileTemplate } from './compile-template.js'
import type { Template } from './template.js'
import type { CheckedTemplate } from './typed-template.js'
import type { TemplateProblem } from './typed-text.js'

type Equal<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false
const holds = <_Claim extends true>(): void => undefined

// Text that is fine.
compileTemplate('thing')
compileTemplate('')
compileTemplate('thing-<%= certificate.attributes.subject.serialNumber %>')
compileTemplate("<%= certificate.attributes.subject['2.5.4.44'] %>-device")
compileTemplate('<%=certificate.attributes.issuer[ "CN" ] [0]%>-<%= certificate["id"] %>')
compileTemplate('<% =\n  certificate . attributes . subject . T\n%>')
compileTemplate("<%= certificate.attributes.subject['1.2.3.4.5'] %>")
compileTemplate('<%= certificate.certificateDescription.certificateId %><%= certificate.awsAccountId %>')
compileTemplate('<%= account.id %>:<%= account.region %>:<%= account.partition %>')
compileTemplate('<%= lower(default(certificate.attributes.subject.OU[1], \'a, (b) "x"\')) %>')
compileTemplate('<%= hash(slug(certificate.serialNumber), 12) %>', { sink: 'thing-name' })

// A closing delimiter or an escape in a string: left to run time, not misunderstood.
compileTemplate("<%= default(certificate.id, '%>') %><%= account.id %>")
compileTemplate("<%= default(certificate.id, 'it\\'s') %>")

// Text that is known at run time only, and contexts of one's own.
declare const text: string
declare const prefix: 'a' | 'b'
compileTemplate(text)
compileTemplate(`${prefix}-<%= account.id %>`)
compileTemplate('<%= ca.anything["at all"] %>', { variables: 'any' })

// @ts-expect-error unknown path `certificate.atributes.subject.CN`
compileTemplate('<%= certificate.atributes.subject.CN %>')
// @ts-expect-error unknown path `certificate.attributes.subject.serialnumber`
compileTemplate('thing-<%= certificate.attributes.subject.serialnumber %>')
// @ts-expect-error unknown path `certificate.attributes.subject['CNN']`
compileTemplate("<%= certificate.attributes.subject['CNN'] %>")
// @ts-expect-error unknown path `account.idd`, in the second tag and inside of a function
compileTemplate('<%= account.id %>-<%= lower(account.idd) %>')
// @ts-expect-error unknown path `account.nope`, as a fallback
compileTemplate('<%= default(certificate.id, account.nope) %>')
// @ts-expect-error unknown path `it.id`
compileTemplate('<%= it.id %>')
// @ts-expect-error unknown path `account`, which is no value
compileTemplate('<%= account %>')
// @ts-expect-error unknown path `certificate.attributes.subject`, which is no value
compileTemplate('<%= certificate.attributes.subject %>')
// @ts-expect-error unknown path `account.id[0]`
compileTemplate('<%= account.id[0] %>')
// @ts-expect-error unknown path `certificate.attributes.subject.CN.x`
compileTemplate('<%= certificate.attributes.subject.CN.x %>')
// @ts-expect-error unknown path `certificate.constructor`
compileTemplate('<%= certificate.constructor %>')
// @ts-expect-error unknown path `account.id + account.id`
compileTemplate('<%= account.id + account.id %>')
// @ts-expect-error unknown function `lwer`
compileTemplate('<%= lwer(account.id) %>')
// @ts-expect-error a method cannot be called
compileTemplate('<%= account.id.toLowerCase() %>')
// @ts-expect-error a statement
compileTemplate('<% account.id %>')
// @ts-expect-error a raw tag
compileTemplate('<%~ account.id %>')
// @ts-expect-error trimming before
compileTemplate('<%-= account.id %>')
// @ts-expect-error trimming behind
compileTemplate('<%= account.id -%>')
// @ts-expect-error an option that does not exist
compileTemplate('x', { sinc: 'thing-name' })
// @ts-expect-error an option that does not exist, beside one that does
compileTemplate('x', { sink: 'thing-name', variable: 'any' })
// @ts-expect-error a sink that does not exist
compileTemplate('x', { sink: 'thing' })
// @ts-expect-error no text
compileTemplate(7)

// The problem is a type of its own, never `any` or `never`, and names the path.
holds<Equal<CheckedTemplate<'<%= certificate.atributes %>'>, TemplateProblem<'unknown path `certificate.atributes`'>>>()
holds<Equal<CheckedTemplate<'<%= account.id %>'>, unknown>>()
holds<Equal<CheckedTemplate<string>, unknown>>()
holds<Equal<CheckedTemplate<'<%= nope %>', 'any'>, unknown>>()
holds<Equal<ReturnType<typeof compileTemplate>, Template>>()
