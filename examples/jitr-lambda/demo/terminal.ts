const isColoured = process.stdout.isTTY === true && !('NO_COLOR' in process.env)

const paint = (code: number, text: string): string => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text)

const green = (text: string): string => paint(32, text)
const red = (text: string): string => paint(31, text)
const dim = (text: string): string => paint(2, text)
const bold = (text: string): string => paint(1, text)

const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ')

let chapters = 0

/** Begins the next part of the story. */
export const chapter = (title: string): void => {
  chapters += 1
  console.log(`\n${bold(`${chapters}. ${title}`)}`)
}

/** What happens, in a sentence. */
export const tell = (sentence: string): void => console.log(`  ${sentence}`)

/** Something that went as it should: an access that was granted, a device that is in. */
export const granted = (sentence: string): void => console.log(`  ${green('✓')} ${sentence}`)

/** Something that was kept off. */
export const refused = (sentence: string): void => console.log(`  ${red('✗')} ${sentence}`)

/** What a program said, as it said it. */
export const show = (text: string): void => console.log(dim(indent(text)))
