import { describe, expect, it } from 'vitest'
import { awsError } from '../fixtures/aws-error.js'
import { classifyError, errorTable } from './error-classification.js'
import type { IotOperation } from './iot-operation.js'

const rowsOf = errorTable.flatMap(({ names, operations = [undefined], kind, code }) =>
  names.flatMap((name) => operations.map((operation) => ({ name, operation, kind, code }))),
)

describe('classifyError', () => {
  it.each(rowsOf)('$name of $operation is $kind ($code)', ({ name, operation, kind, code }) => {
    expect(classifyError(awsError(name), operation)).toMatchObject({ kind, code })
  })

  it('does not take an error that it has never heard of for success, nor for the end', () => {
    expect(classifyError(awsError('QuantumFluctuationException'), 'AttachPolicy')).toMatchObject({
      kind: 'retry',
      code: 'step-unexpected',
    })
  })

  it.each([undefined, null, 'a text', 7, {}])('treats a thrown %j as unknown', (thrown) => {
    expect(classifyError(thrown, 'CreateThing').code).toBe('step-unexpected')
  })

  it('knows that a used-up quota is no throttling, although the SDK retries both', () => {
    expect(classifyError(awsError('LimitExceededException'), 'AttachPolicy')).toMatchObject({
      kind: 'terminal',
      code: 'quota-exceeded',
    })
  })

  it('does not go by the HTTP status: AWS IoT answers throttling with 400', () => {
    const throttled = Object.assign(awsError('ThrottlingException'), { $metadata: { httpStatusCode: 400 } })
    expect(classifyError(throttled, 'CreateThing').kind).toBe('retry')
  })

  it('takes an exception for done only where the operation leaves no doubt', () => {
    const kindOf = (operation: IotOperation): string =>
      classifyError(awsError('ResourceNotFoundException'), operation).kind
    expect(kindOf('DetachThingPrincipal')).toBe('already-done')
    expect(kindOf('RemoveThingFromThingGroup')).toBe('already-done')
    expect(kindOf('AttachThingPrincipal')).toBe('missing-prerequisite')
    expect(kindOf('DescribeCertificate')).toBe('missing-prerequisite')
  })
})

describe('errorTable', () => {
  it('has a remedy in each row', () => {
    expect(errorTable.filter(({ remedy }) => remedy === '')).toEqual([])
  })

  it('has no row that an earlier one hides', () => {
    const seen = new Set<string>()
    for (const { name, operation } of rowsOf) {
      expect(seen, `${name} of ${operation}`).not.toContain(`${name} ${operation}`)
      expect(seen, `${name} of ${operation}`).not.toContain(`${name} undefined`)
      seen.add(`${name} ${operation}`)
    }
  })
})
