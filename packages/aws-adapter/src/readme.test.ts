import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

describe('README', () => {
  const readme = read('../README.md')

  it('shows the handler that is compiled here, and nothing else', () => {
    expect(readme).toContain(`\`\`\`ts\n${read('./fixtures/readme-handler.ts')}\`\`\``)
  })

  it('shows a handler that answers', async () => {
    vi.stubEnv('AWS_REGION', 'eu-central-1')
    const { handler } = await import('./fixtures/readme-handler.js')
    await expect(handler({ Records: [] })).resolves.toEqual({ batchItemFailures: [] })
  })

  it.each(['jitr-outcome.ts', 'jitr-options.ts'])('explains every word of %s', (file) => {
    const source = read(`./handlers/jitr/${file}`)
    const words =
      file === 'jitr-outcome.ts'
        ? [...source.matchAll(/\| '([a-z-]+)'/g)].map(([, word]) => word)
        : [...source.matchAll(/^ {2}'(\w+)',$/gm)].map(([, word]) => word)
    expect(words.length).toBeGreaterThan(10)
    expect(words.filter((word) => !readme.includes(`\`${word}\``))).toEqual([])
  })
})
