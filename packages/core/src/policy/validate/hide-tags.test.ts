import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accountText, deviceText, hideTags } from './hide-tags.js'

it.each([
  ['nothing', 'topic/a', 'topic/a'],
  ['a value of the certificate', 'a/<%= certificate.id %>/b', `a/${deviceText}/b`],
  ['a value of the account', 'arn:aws:iot:<%= account.region %>:1', `arn:aws:iot:${accountText}:1`],
  ['a value made of both', '<%= slug(account.id + certificate.id) %>', deviceText],
  ['signs of policies within a tag', "<%= default(certificate.id, 'a/*:?') %>", deviceText],
  [
    'the end of a tag within a string of it',
    `<%= default(x, "%>'") %>/<%= default(x, '\\'%>') %>`,
    `${deviceText}/${deviceText}`,
  ],
  ['a tag that does not end', 'a/<%= certificate.id', `a/${deviceText}`],
  ['a string that does not end', "a/<%= 'x %>/b", `a/${deviceText}`],
])('%s', (_, text, hidden) => {
  expect(hideTags(text)).toBe(hidden)
})

it('leaves no tag', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<%', '%>', '=', "'", '"', '\\', 'a') }), (text) => {
      expect(hideTags(text)).not.toContain('<%')
    }),
  )
})
