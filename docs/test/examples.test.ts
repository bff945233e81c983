import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { assertLiterals } from './assert-literals.js'
import { type ExampleBlock, exampleBlocks } from './example-blocks.js'
import { root } from './repository.js'

const folder = join(root, 'docs/.reports/examples')
rmSync(folder, { recursive: true, force: true })
mkdirSync(join(folder, 'run'), { recursive: true })

const fileOf = ({ file, line }: ExampleBlock): string => `${file.replaceAll(/[^\w-]/g, '-')}-${line}.ts`

/** Shows tests: they become tests of this run. */
const isTestFile = ({ code }: ExampleBlock): boolean => /import \{.*\bit\b.*\} from 'vitest'/.test(code)

/** Examples import packages by their names and stand inside the repository, so they resolve as its own code does. */
const write = (path: string, code: string): string => {
  writeFileSync(path, code)
  return path
}

const compilerOptions = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  return { ...options, types: ['node'], skipLibCheck: true, noUnusedLocals: false }
}

describe('the examples of the documentation', () => {
  it('are there', () => {
    expect(exampleBlocks.length).toBeGreaterThan(0)
  })

  it('compile', () => {
    const blocks = new Map(exampleBlocks.map((block) => [write(join(folder, fileOf(block)), block.code), block]))
    const program = ts.createProgram([...blocks.keys()], compilerOptions())
    const complaints = [...blocks].flatMap(([path, block]) => {
      const source = program.getSourceFile(path)
      return ts.getPreEmitDiagnostics(program, source).map((diagnostic) => {
        const within = source?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0
        return `${block.file}:${block.line + within}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`
      })
    })
    expect(complaints).toEqual([])
  }, 120_000)

  const runnable = exampleBlocks.filter(({ run }) => run)
  const execute = (block: ExampleBlock): Promise<unknown> =>
    import(write(join(folder, 'run', fileOf(block)), assertLiterals(block.code)))

  it.each(runnable.filter((block) => !isTestFile(block)).map((block) => [block.title, block] as const))(
    '%s does what it says',
    async (_, block) => {
      await execute(block)
    },
    30_000,
  )

  describe.each(runnable.filter(isTestFile).map((block) => [block.title, block] as const))('%s', async (_, block) => {
    await execute(block)
  })
})
