import { describe, expect, it } from 'vitest'
import { ask, certificate, denied, request } from '../../fixtures/ask-hook.js'

describe('createPreProvisioningHook, parameter overrides', () => {
  it('hands the names of the plan to the template', async () => {
    const { response } = await ask(request, {
      parameterOverrides: {
        ThingName: { template: '<%= thing.name %>', sink: 'thing-name' },
        ThingTypeName: { template: '<%= thing.typeName %>', sink: 'thing-type-name' },
        Group: { template: '<%= thing.groups[0] %>', sink: 'thing-group-name' },
        Number: { template: '<%= thing.attributes.serial_number %>', sink: 'attribute-value' },
        Origin: {
          template: '<%= account.region %>:<%= template.name %>:<%= parameters.SerialNumber %>',
          sink: 'attribute-value',
        },
        Certificate: { template: '<%= certificate.id %>', sink: 'attribute-value' },
      },
    })
    expect(response).toEqual({
      allowProvisioning: true,
      parameterOverrides: {
        ThingName: 'sensor-1234',
        ThingTypeName: 'sensor',
        Group: 'plant',
        Number: '1234',
        Origin: 'eu-central-1:sensors:1234',
        Certificate: certificate.id,
      },
    })
  })

  it.each<[string, string, object]>([
    ['a value that its sink does not take', '<%= parameters.Place %>', { Place: 'Halle 4' }],
    ['a value that is missing', '<%= parameters.Place %>', {}],
    ['a value of nothing', '<%= thing.billingGroup %>', {}],
  ])('denies %s', async (_, template, parameters) => {
    const { response, outcome } = await ask(
      { ...request, parameters: { ...request.parameters, ...parameters } },
      { parameterOverrides: { Place: { template, sink: 'attribute-value' } } },
    )
    expect(response).toEqual(denied)
    expect(outcome).toMatchObject({ reason: 'override-refused', decision: { verdict: 'accept' } })
  })
})
