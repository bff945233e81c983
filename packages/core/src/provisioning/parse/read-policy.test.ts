import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fleetTemplate } from '../build/fleet-template.js'
import { account, id } from '../fixtures/plans-of-templates.js'
import { problemsOf } from '../fixtures/problems-of.js'
import { planProvisioning } from '../plan-provisioning.js'
import type { ProvisioningTemplate } from '../provisioning-template.js'
import type { TemplateExpression, TemplateList } from '../template-expression.js'

const templateOf = (Resource: TemplateExpression, constant: string | readonly string[] = ''): ProvisioningTemplate =>
  fleetTemplate({
    thing: { name: 'pump' },
    policies: [
      { document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource }] } },
    ],
    mappings: { M: { a: { key: constant } } },
  })

/** The resource of a device with this value. */
const resourceOf = (template: ProvisioningTemplate, X: string): unknown => {
  const { steps } = planProvisioning(template, { account, certificateId: id, parameters: { X } })
  const step = steps.find(({ kind }) => kind === 'ensure-policy')
  return step?.kind === 'ensure-policy' ? step.document.Statement[0]?.Resource : undefined
}

const value = { Ref: 'X' } as const
const join = (...list: TemplateExpression[]): TemplateExpression => ({ 'Fn::Join': ['', list] })
const joinOf = (list: TemplateList, delimiter = ''): TemplateExpression => ({ 'Fn::Join': [delimiter, list] })
const select = (index: string, list: TemplateList): TemplateExpression => ({ 'Fn::Select': [index, list] })
const split = (delimiter: string, text: TemplateExpression): TemplateList => ({ 'Fn::Split': [delimiter, text] })
const found = { 'Fn::FindInMap': ['M', 'a', 'key'] } as const

describe('a value cannot choose a policy variable', () => {
  it.each<[title: string, resource: TemplateExpression, constant?: string | string[]]>([
    ['inside one that is written out', join('a/${iot:', value, '}')],
    ['behind `$`', join('a/$', value)],
    ['behind a delimiter', joinOf(['a/', join(value, '}')], '${iot:')],
    ['in Fn::Sub', { 'Fn::Sub': ['a/${A}${X}}', { A: '${iot:' }] }],
    ['behind a constant', join('a/', found, value, '}'), '${iot:'],
    ['behind a constant that ends with `$`', join('a/', found, value), 'b$'],
    ['behind the constants of a list', join(joinOf(found), value, '}'), ['a/', '${iot:']],
    ['behind one constant of a list', join(select('1', found), value, '}'), ['a/', '${iot:']],
    ['behind a delimiter between constants', join(joinOf(found, '${iot:'), value, '}'), ['a', '']],
    ['behind what is selected', join(select('1', ['}', 'a/${iot:']), value, '}')],
    ['behind what is selected first', join(select('0', ['a/${iot:', '}']), value, '}')],
    ['behind what is split', join(select('0', split('!', 'a/${iot:!}')), value, '}')],
    ['behind a delimiter between its own pieces', join('a/', joinOf(split(':', value), '${iot:'), '}')],
    ['where splitting takes what stands between', joinOf(split('!', join('a/$!{iot!:!', value, '}')))],
    ['where splitting takes the end of another away', join(joinOf(split('}', join('a/${iot:}', value))), '}')],
    ['where its first character takes that away', join(joinOf(split('}:', join('a/${iot:}', value))), '}')],
    ['from among constants', join('a/${iot:', { 'Fn::FindInMap': ['M', value, 'key'] }, '}'), 'ClientId'],
  ])('%s', (_title, resource, constant) => {
    expect(problemsOf(() => templateOf(resource, constant))).toMatchObject([
      {
        code: 'provisioning-value-refused',
        path: 'Resources.policy.Properties.PolicyDocument.Statement[0].Resource',
        message: 'may put a value inside a policy variable',
      },
    ])
  })

  it.each<[title: string, resource: TemplateExpression, expected: string, constant?: string | string[]]>([
    ['a constant with a whole one', join('a/', found, '/', value), 'a/${iot:ClientId}/v:w', '${iot:ClientId}'],
    ['one of several constants', join(select('1', found), value), '${iot:ClientId}/v:w', ['a', '${iot:ClientId}/']],
    ['a whole one that is selected', join(select('0', ['${iot:ClientId}/']), value), '${iot:ClientId}/v:w'],
    ['a whole one that is split', join(select('1', split(',', 'a,${iot:ClientId}/')), value), '${iot:ClientId}/v:w'],
    ['pieces of a value beside one', join('${iot:ClientId}/', select('1', split(':', value))), '${iot:ClientId}/w'],
  ])('and may stand beside %s', (_title, resource, expected, constant) => {
    expect(resourceOf(templateOf(resource, constant), 'v:w')).toBe(expected)
  })
})

describe('whatever functions make of a value, none is in a policy variable', () => {
  const words = fc.constantFrom('$', '{', '}', ':', '${iot:', '${iot:}', 'a', '')
  const { expression } = fc.letrec<{ expression: TemplateExpression; list: TemplateList }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      words,
      fc.constant(value),
      fc.tuple(words, tie('list')).map((args) => ({ 'Fn::Join': args })),
      fc.tuple(fc.constantFrom('0', '1'), tie('list')).map((args) => ({ 'Fn::Select': args })),
      fc.constant(found),
      fc.tuple(fc.constant('${X}${!A}${A}}'), fc.record({ A: tie('expression') })).map((sub) => ({ 'Fn::Sub': sub })),
    ),
    list: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.array(tie('expression'), { minLength: 1, maxLength: 4 }),
      fc.tuple(fc.constantFrom(':', '}', '}:', '{', 'a'), tie('expression')).map((args) => ({ 'Fn::Split': args })),
      fc.constant(found),
    ),
  }))

  it('is one that an accepted template can make', () => {
    let accepted = 0
    fc.assert(
      fc.property(expression, fc.oneof(words, fc.array(words, { minLength: 1 })), (resource, constant) => {
        const problems = problemsOf(() => {
          const template = templateOf(joinOf([resource, value, '}']), constant)
          for (const given of ['V', ':V', 'V:', ':V:V'])
            expect(resourceOf(template, given)).not.toMatch(/\$(\{[^}]*)?V/)
          accepted += 1
        })
        expect(problems.length).toBeLessThan(2)
      }),
      { numRuns: 2000 },
    )
    expect(accepted).toBeGreaterThan(300)
  })
})
