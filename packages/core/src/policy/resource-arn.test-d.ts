import { compileTemplate } from '../template/compile-template.js'
import { client, roleAlias, topic } from './resource-arn.js'

// The text stays a literal, so that its tags are checked where it is compiled.
compileTemplate(topic('device/<%= certificate.attributes.subject.serialNumber %>/*'))
compileTemplate(client('${iot:ClientId}'))

// @ts-expect-error a misspelt path
compileTemplate(topic('device/<%= certificate.attributes.subjekt.serialNumber %>/*'))

// @ts-expect-error a name that is no text
roleAlias(7)
