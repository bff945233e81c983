import { describe, expect, it } from 'vitest'
import { longestBody } from './http-call.js'
import { readWebRequest } from './read-web-request.js'

const url = 'https://vending.example/certificates?token=secret'

type Init = NonNullable<ConstructorParameters<typeof Request>[1]>

const post = (body: NonNullable<Init['body']>): Request => new Request(url, { method: 'POST', body, duplex: 'half' })

describe('readWebRequest', () => {
  it('has method, path without query, headers by any spelling, and where it comes from', async () => {
    const request = new Request(url, { method: 'POST', headers: { 'X-Name': 'value' }, body: 'text' })
    const call = readWebRequest(request, '192.0.2.1')
    expect(call).toMatchObject({ method: 'POST', path: '/certificates', source: '192.0.2.1', origin: request })
    expect(call.header('x-name')).toBe('value')
    expect(call.header('cookie')).toBeUndefined()
    expect(await call.body()).toBe('text')
  })

  it('has an empty body where there is none', async () => {
    expect(await readWebRequest(new Request(url), '192.0.2.1').body()).toBe('')
  })

  it.each([
    ['as long as it may be', 'x'.repeat(longestBody), longestBody],
    ['longer', 'x'.repeat(longestBody + 1), undefined],
    ['long in octets', 'ä'.repeat(longestBody / 2 + 1), undefined],
  ])('takes a body %s', async (_what, body, length) => {
    expect((await readWebRequest(post(body), '192.0.2.1').body())?.length).toBe(length)
  })

  it('takes no body that is not UTF-8', async () => {
    expect(await readWebRequest(post(Uint8Array.of(0xc3, 0x28)), '192.0.2.1').body()).toBeUndefined()
  })

  it('reads no further than it takes, and tells the sender', async () => {
    let sent = 0
    let isCancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1024
        controller.enqueue(new Uint8Array(1024))
      },
      cancel: () => {
        isCancelled = true
      },
    })
    expect(await readWebRequest(post(endless), '192.0.2.1').body()).toBeUndefined()
    expect(isCancelled).toBe(true)
    // A chunk or two wait in the stream itself.
    expect(sent).toBeLessThan(longestBody + 4096)
  })
})
