import type { Question } from '@thingplan/core'
import { factsFixture } from '@thingplan/core/testing'
import { expect, it } from 'vitest'
import { createFactory } from './factory.js'

const asked: string[] = []
const question: Question = {
  id: 'verifier:factory',
  kind: 'verifier',
  verifier: 'factory',
  certificateId: 'ce'.repeat(32),
}

const ask = (status: number, subject: Record<string, string> = { serialNumber: '2048/1' }) => {
  const get = async (url: unknown): Promise<Response> => {
    asked.push(String(url))
    return new Response(null, { status })
  }
  return createFactory('https://factory.example.com/made', get)(question, factsFixture({ subject }))
}

it.each([
  [200, 'accepted'],
  [404, 'refused'],
  [500, 'unavailable'],
  [302, 'unavailable'],
])('the answer %i is %s', async (status, outcome) => {
  expect(await ask(status)).toMatchObject({ outcome })
})

it('asks for the serial number as one segment, and for nothing without one', async () => {
  asked.splice(0)
  await ask(200)
  expect(await ask(200, { CN: 'any' })).toMatchObject({ outcome: 'refused' })
  expect(asked).toEqual(['https://factory.example.com/made/2048%2F1'])
})
