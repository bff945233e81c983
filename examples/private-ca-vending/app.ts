import { readFile } from 'node:fs/promises'
import { endWithUsage, readOptions } from '../jitr-lambda/demo/read-options.js'

const usage = `app --machine <url> --lamp <url> --session <file>

The person's app: has a lamp that is near set up, in the name of who has signed in. The file holds their access token.`

const readArguments = (): Readonly<Record<'machine' | 'lamp' | 'session', string>> => {
  const text = { type: 'string' } as const
  const { machine, lamp, session } = readOptions({ machine: text, lamp: text, session: text }, usage)
  if (machine === undefined || lamp === undefined || session === undefined) {
    return endWithUsage('an option is missing', usage)
  }
  return { machine, lamp, session }
}

/** What the other side said no to, in its own words. */
class Refused extends Error {
  override readonly name = 'Refused'
}

const answerOf = async (request: Request): Promise<Readonly<Record<string, unknown>>> => {
  const { protocol, hostname } = new URL(request.url)
  if (protocol !== 'https:' && hostname !== '127.0.0.1') throw new Error('this goes through TLS, or nowhere')
  const response = await fetch(request, { redirect: 'error', signal: AbortSignal.timeout(20_000) })
  const value: unknown = await response.json()
  const answer = Object.fromEntries(Object.entries(value ?? {}))
  const seconds = response.headers.get('retry-after')
  const again = seconds === null ? '' : ` (in ${seconds} s)`
  if (!response.ok) throw new Refused(`${response.status}: ${String(answer['title'])}${again}`)
  return answer
}

const post = (url: URL, body: object, headers: Readonly<Record<string, string>> = {}): Request =>
  new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const { machine, lamp, session } = readArguments()

try {
  const token = (await readFile(session, 'utf8')).trim()
  const { serialNumber, sealingKey } = await answerOf(new Request(new URL('/lamp', lamp)))
  const wish = { serialNumber, sealingKey }
  const vended = await answerOf(post(new URL('/certificates', machine), wish, { authorization: `Bearer ${token}` }))
  const sealed = String(vended['sealedPrivateKey']).length
  console.log(`a certificate for ${serialNumber}, and its key in ${sealed} characters that only the lamp can open`)
  const { thingName } = await answerOf(post(new URL('/certificate', lamp), vended))
  console.log(`${thingName} is set up`)
} catch (error) {
  if (!(error instanceof Refused)) throw error
  console.error(error.message)
  process.exitCode = 1
}
