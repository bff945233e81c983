import { CreateThingCommand, DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { expect, it } from 'vitest'
import { operationName } from './operation-name.js'

/** What a bundler makes of a class. */
class a extends CreateThingCommand {}

class ListWidgetsCommand {
  readonly input = {}
}

it.each([
  ['a command of the SDK', new DescribeCertificateCommand({ certificateId: 'x' }), 'DescribeCertificate'],
  ['one whose class a bundler has renamed', new a({ thingName: 'x' }), 'CreateThing'],
  ['one written by hand', new ListWidgetsCommand(), 'ListWidgets'],
  ['one with a schema that is none of the SDK', Object.assign(new ListWidgetsCommand(), { schema: [] }), 'ListWidgets'],
])('knows the operation of %s', (_, command, name) => {
  expect(operationName(command)).toBe(name)
})
