import { files, read } from './repository.js'

/** A piece of TypeScript that a reader is shown. */
export interface ExampleBlock {
  /** Path from the root, and the line of the opening fence. */
  readonly title: string
  readonly file: string
  /** Line of the first line of code, from 1. */
  readonly line: number
  readonly code: string
  /** Whether it is also executed; blocks that talk to a real account are marked `no-run`. */
  readonly run: boolean
}

const isPage = (file: string): boolean =>
  /^(README\.md|docs\/[^/]+\.md|(packages|examples)\/[^/]+\/README\.md)$/.test(file)
const isSource = (file: string): boolean => /^packages\/[^/]+\/src\/.*(?<!\.test|\.test-d)\.ts$/.test(file)

const fence = /^( *)```(ts|typescript)( no-run)?\s*$/

/** The lines of a page, or of a source's doc comments; every other line of a source is blank, so that numbers stay. */
const proseOf = (file: string): string[] => {
  const lines = read(file).split('\n')
  return isPage(file) ? lines : lines.map((line) => /^\s*\* ?(.*)$/.exec(line)?.[1] ?? '')
}

const blocksOf = (file: string): ExampleBlock[] => {
  const lines = proseOf(file)
  const blocks: ExampleBlock[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const opening = fence.exec(lines[index] ?? '')
    if (opening === null) continue
    const [, indent = '', , noRun] = opening
    const end = lines.findIndex((line, at) => at > index && line.trim() === '```')
    if (end === -1) throw new Error(`${file}:${index + 1}: a code block that never ends`)
    const code = lines.slice(index + 1, end).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    blocks.push({
      title: `${file}:${index + 1}`,
      file,
      line: index + 2,
      code: code.join('\n'),
      run: noRun === undefined,
    })
    index = end
  }
  return blocks
}

export const exampleBlocks: readonly ExampleBlock[] = files
  .filter((file) => isPage(file) || isSource(file))
  .flatMap(blocksOf)
