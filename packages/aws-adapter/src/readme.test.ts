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

  it('explains every reason for which the pre-provisioning hook denies', () => {
    const source = read('./handlers/pre-provisioning/provisioning-outcome.ts')
    const reasons = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, reason]) => reason)
    expect(reasons.length).toBeGreaterThan(5)
    expect(reasons.filter((reason) => !readme.includes(`| \`${reason}\``))).toEqual([])
  })

  it('names every subpath', () => {
    const subpaths = Object.keys(JSON.parse(read('../package.json')).exports).map((path) => path.slice(1))
    const shown = subpaths.filter((path) => path !== '' && path !== '/package.json')
    expect(shown).toContain('/provisioning')
    expect(shown.filter((path) => !readme.includes(`\`${path}\``))).toEqual([])
  })
})
