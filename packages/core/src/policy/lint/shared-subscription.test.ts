import { expect, it } from 'vitest'
import { filtersBehind } from './shared-subscription.js'

it.each([
  ['a/b', []],
  ['$share/g/a', ['a']],
  ['$share/group/a/b', ['a/b']],
  ['$share/group', []],
  ['$share/g*x/y', ['*x/y', 'y']],
  ['$share/g*h*x', ['*x']],
])('behind `%s`: %j', (filter, others) => {
  expect(filtersBehind(filter)).toEqual([filter, ...others])
})
