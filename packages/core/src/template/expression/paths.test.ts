import { describe, expect, it } from 'vitest'
import { compileTemplate } from '../compile-template.js'
import { certificate, context } from '../fixtures/pump.js'
import { templateFailure } from '../fixtures/template-failure.js'

const render = (text: string): string => compileTemplate(text).render(context)

describe('paths', () => {
  it.each([
    ['short name', 'certificate.attributes.subject.CN', 'Pump-7'],
    ['long name', 'certificate.attributes.subject.commonName', 'Pump-7'],
    ['dotted OID', "certificate.attributes.subject['2.5.4.3']", 'Pump-7'],
    ['double quotes', 'certificate.attributes.subject["CN"]', 'Pump-7'],
    ['blanks everywhere', " certificate . attributes\n[ 'subject' ] . CN ", 'Pump-7'],
    ['an OID that nobody knows', "certificate.attributes.subject['1.2.3.4']", 'private'],
    ['the first of several values', 'certificate.attributes.subject.OU[0]', 'MyAcme'],
    ['the second of several values', 'certificate.attributes.subject.OU[1]', 'Sensors'],
    ['the serial number of the certificate', 'certificate.serialNumber', certificate.serialNumber],
    ['the account', 'account.region', 'eu-central-1'],
  ])('by %s', (_, path, value) => {
    expect(render(`<%=${path}%>`)).toBe(value)
  })

  it.each([
    ['certificate.attributes.subject.CN', 'certificate.attributes.subject.commonName', true],
    ["certificate.attributes.subject['2.5.4.12']", 'certificate.attributes.subject.title', true],
    ["certificate.attributes.issuer['1.2.3']", "certificate.attributes.issuer['1.2.3']", true],
    ['certificate.attributes.subject.OU[1]', 'certificate.attributes.subject.organizationalUnitName[1]', true],
    ["certificate['id']", 'certificate.id', true],
    ['certificate.awsAccountId', 'certificate.awsAccountId', false],
    ['account.id', 'account.id', false],
  ])('`%s` is canonically `%s`', (written, path, perDevice) => {
    expect(compileTemplate(`<%= ${written} %>`)).toMatchObject({ paths: [path], perDevice })
  })

  it('are named once each, in the order of the text', () => {
    const text = '<%= account.id %><%= certificate.id %><%= default(account.region, account.id) %>'
    expect(compileTemplate(text)).toMatchObject({
      paths: ['account.id', 'certificate.id', 'account.region'],
      perDevice: true,
    })
  })

  it.each([
    ['a misspelt variable', 'x<%= certificat.id %>', 5, 'did you mean `certificate`'],
    ['an unknown variable', '<%= it.x %>', 4, 'use one of: certificate, account'],
    ['a misspelt part', '<%= certificate.atributes.subject.CN %>', 16, 'did you mean `attributes`'],
    ['an unknown part', '<%= account.somethingElse %>', 12, 'use one of: id, region, partition'],
    [
      'a misspelt attribute type',
      '<%= certificate.attributes.subject.serialNumbr %>',
      35,
      'did you mean `serialNumber`',
    ],
    [
      'an unknown attribute type',
      '<%= certificate.attributes.subject.somethingElseEntirely %>',
      35,
      'name a value, as in `certificate.attributes.subject.CN[0]`',
    ],
    ['a group of variables', '<%= account %>', 4, 'use one of: id, region, partition'],
    [
      'a name',
      '<%= certificate.attributes.subject %>',
      27,
      'name a value, as in `certificate.attributes.subject.CN[0]`',
    ],
    ['a part of a value', '<%= account.id.x %>', 15, 'name a value, as in `certificate.attributes.subject.CN[0]`'],
    [
      'a character of a value',
      '<%= account.id[0] %>',
      15,
      'name a value, as in `certificate.attributes.subject.CN[0]`',
    ],
    [
      'a part of an attribute',
      '<%= certificate.attributes.subject.CN.x %>',
      38,
      'name a value, as in `certificate.attributes.subject.CN[0]`',
    ],
    [
      'a part of a value of an attribute',
      '<%= certificate.attributes.subject.CN[0][0] %>',
      41,
      'name a value, as in `certificate.attributes.subject.CN[0]`',
    ],
    ['`constructor`', '<%= certificate.constructor %>', 16, undefined],
    ['`__proto__`', "<%= certificate['__proto__'].id %>", 16, undefined],
    ['`__proto__` as an attribute', '<%= certificate.attributes.subject.__proto__ %>', 35, undefined],
    ['`toString` as an attribute', '<%= certificate.attributes.subject.toString %>', 35, undefined],
  ])('do not compile with %s', (_, text, position, remedy) => {
    const error = templateFailure(() => compileTemplate(text))
    expect(error).toMatchObject({ code: 'template-path-unknown', position })
    expect(error.message).toContain(`at position ${position}`)
    if (remedy !== undefined) expect(error.remedy).toBe(remedy)
  })
})
