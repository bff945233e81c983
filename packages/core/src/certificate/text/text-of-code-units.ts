/** Arguments of one call; engines bound them by the size of the stack. */
const chunk = 4096

/** Text from UTF-16 code units. */
export const textOfCodeUnits = (codeUnits: readonly number[]): string => {
  if (codeUnits.length <= chunk) return String.fromCharCode(...codeUnits)
  let text = ''
  for (let start = 0; start < codeUnits.length; start += chunk) {
    text += String.fromCharCode(...codeUnits.slice(start, start + chunk))
  }
  return text
}
