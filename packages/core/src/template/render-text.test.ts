import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { compileTemplate } from './compile-template.js'
import { certificate, context } from './fixtures/pump.js'
import { templateFailure } from './fixtures/template-failure.js'
import type { TemplateContext } from './template.js'

const render = (text: string): string => compileTemplate(text).render(context)

describe('values', () => {
  it('must be there', () => {
    expect(templateFailure(() => render('x<%= certificate.attributes.subject.DC %>'))).toMatchObject({
      code: 'template-value-absent',
      message: '0 values of `certificate.attributes.subject.domainComponent` where 1 is needed',
      field: 'certificate.attributes.subject.domainComponent',
      position: 1,
    })
  })

  it.each([
    ['beyond the last', 'certificate.attributes.subject.OU[2]'],
    ['of a description that does not say', 'certificate.certificateDescription.caCertificateId'],
    ['of a description that lacks the field', 'certificate.certificateDescription.ownedBy'],
  ])('are absent %s', (_, path) => {
    expect(templateFailure(() => render(`<%= ${path} %>`)).code).toBe('template-value-absent')
  })

  it('must be one, or chosen', () => {
    expect(templateFailure(() => render('<%= certificate.attributes.subject.OU %>'))).toMatchObject({
      code: 'template-value-ambiguous',
      message: '2 values of `certificate.attributes.subject.organizationalUnitName` where 1 is needed',
      field: 'certificate.attributes.subject.organizationalUnitName',
      value: 'MyAcme, Sensors',
      remedy: 'choose one by its index, as in `[0]`',
    })
  })

  it('must be legal where they go, by themselves', () => {
    const { subject } = certificateFixture({ subject: { CN: '${iot:ClientId}' } })
    const template = compileTemplate('topic/<%= certificate.attributes.subject.CN %>', { sink: 'policy-string' })
    expect(templateFailure(() => template.render({ certificate: { attributes: { subject } } }))).toMatchObject({
      code: 'template-value-refused',
      message:
        'the value `${iot:ClientId}` of `certificate.attributes.subject.commonName` contains `$`, which means something else there',
      field: 'certificate.attributes.subject.commonName',
      value: '${iot:ClientId}',
    })
  })

  it('must make text that is legal as a whole', () => {
    const template = compileTemplate('<%= certificate.id %><%= certificate.id %><%= account.id %>', {
      sink: 'thing-name',
    })
    expect(templateFailure(() => template.render(context))).toMatchObject({
      code: 'template-value-refused',
      field: 'certificate.id, account.id',
      value: `${certificate.id}${certificate.id}123456789012`,
    })
  })
})

describe('contexts of one’s own', () => {
  const any = { variables: 'any' } as const

  it.each([
    ['text', { a: { b: 'x' } }, 'a.b', 'x'],
    ['a key that is no identifier', { a: { 'b-c': 'x' } }, 'a["b-c"]', 'x'],
    ['a key with a quote', { "a'b": { c: 'x' } }, 'it["a\'b"].c', 'x'],
    ['a number', { a: 7 }, 'a', '7'],
    ['an element of a list', { a: ['x', 'y'] }, 'a[1]', 'y'],
    ['the only element of a list', { a: ['x'] }, 'a', 'x'],
    ['an attribute of a name', { ca: certificate.subject }, 'ca.CN', 'Pump-7'],
  ])('may hold %s', (_, data, path, value) => {
    const text = `<%= ${path} %>`
    expect(compileTemplate(text, any).render({ ...data, it: data })).toBe(value)
  })

  it.each([
    ['what objects inherit', { a: {} }, 'a.toString', 'template-value-absent'],
    ['what functions inherit', { a: () => 'x' }, 'a.name', 'template-value-absent'],
    ['what strings have', { a: 'xyz' }, 'a.length', 'template-value-absent'],
    ['what lists have', { a: ['x'] }, 'a.map', 'template-value-absent'],
    ['a method of a name', { a: certificate.subject }, 'a.entries', 'template-value-absent'],
    ['null', { a: null }, 'a', 'template-value-absent'],
    ['an empty list', { a: [] }, 'a', 'template-value-absent'],
    ['an object', { a: {} }, 'a', 'template-value-refused'],
    ['a function', { a: () => 'x' }, 'a', 'template-value-refused'],
    ['a list of several', { a: ['x', 'y'] }, 'a', 'template-value-ambiguous'],
  ])('show nothing of %s', (_, data, path, code) => {
    expect(templateFailure(() => compileTemplate(`<%= ${path} %>`, any).render(data)).code).toBe(code)
  })

  it.each(['__proto__', 'a.constructor', 'a["__proto__"].b', 'prototype.x'])('never compile `%s`', (path) => {
    expect(templateFailure(() => compileTemplate(`<%= ${path} %>`, any)).code).toBe('template-path-unknown')
  })

  it('are read by own properties only, and a getter of a prototype is not run', () => {
    let runs = 0
    const prototype = Object.defineProperty({}, 'secret', {
      get: () => {
        runs += 1
        return 'x'
      },
    })
    const inheriting: TemplateContext = Object.create(prototype)
    expect(templateFailure(() => compileTemplate('<%= secret %>', any).render(inheriting)).code).toBe(
      'template-value-absent',
    )
    expect(runs).toBe(0)
  })

  it('are read once per tag, so that the value that is checked is the value that is put in', () => {
    const values = ['good', 'b*d']
    const shifting = Object.defineProperty({}, 'a', { get: () => values.shift(), enumerable: true })
    expect(compileTemplate('<%= a %>', { ...any, sink: 'arn-segment' }).render(shifting)).toBe('good')
    expect(values).toEqual(['b*d'])
  })

  it('count as the device’s, unless they are the account’s', () => {
    expect(compileTemplate('<%= ca.CN %>', any)).toMatchObject({ paths: ['ca.CN'], perDevice: true })
    expect(compileTemplate("<%= account['a b'] %>", any)).toMatchObject({ paths: ["account['a b']"], perDevice: true })
  })
})
