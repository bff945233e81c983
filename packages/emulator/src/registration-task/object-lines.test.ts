import fc from 'fast-check'
import { expect, it } from 'vitest'
import { objectLines } from './object-lines.js'

const read = async (body: Parameters<typeof objectLines>[0]) => {
  const all = []
  for await (const line of objectLines(body)) all.push(line)
  return all
}

it('reads the same lines wherever an object is cut', async () => {
  const text = '{"a":"ä"}\n\n{"b":"\u2028"}\r\nlast'
  const bytes = new TextEncoder().encode(text)
  const whole = await read(text)
  expect(whole.map((line) => line.text)).toEqual(['{"a":"ä"}', '', '{"b":"\u2028"}\r', 'last'])
  expect(whole.map(({ lineNumber, offset }) => [lineNumber, offset])).toEqual([
    [1, 0],
    [2, 11],
    [3, 12],
    [4, 25],
  ])
  expect(await read(bytes)).toEqual(whole)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
      const ends = [...new Set([...cuts, bytes.length])].sort((left, right) => left - right)
      expect(await read(ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)))).toEqual(whole)
    }),
    { numRuns: 50 },
  )
})

it.each([[''], [[]]])('reads no line of an empty object: %j', async (body) => {
  expect(await read(body)).toEqual([])
})
