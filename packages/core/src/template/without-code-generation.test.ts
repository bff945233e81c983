import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const program = `
  import { compileTemplate } from ${JSON.stringify(new URL('./compile-template.ts', import.meta.url).href)}
  let banned = false
  try { new Function('') } catch { banned = true }
  const template = compileTemplate("thing-<%= upper(default(certificate.attributes.subject.CN, 'x')) %>", { sink: 'thing-name' })
  console.log(banned, template.render({ certificate: { attributes: { subject: { getAll: () => ['a-1'] } } } }))
`

describe('compileTemplate', () => {
  it('works where code generation is banned', () => {
    const flags = ['--disallow-code-generation-from-strings', '--conditions=@thingplan/source', '--import', 'tsx']
    const output = execFileSync(process.execPath, [...flags, '--input-type=module', '--eval', program], {
      encoding: 'utf8',
      cwd: new URL('.', import.meta.url),
    })
    expect(output.trim()).toBe('true thing-A-1')
  })
})
