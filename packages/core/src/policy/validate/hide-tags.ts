/** Stands for a tag whose text differs by device; U+FFFC is Unicode's own sign for something that is not text. */
export const deviceText = '\uFFFC'
/** Stands for a tag that reads the account only: the same text for every device. */
export const accountText = '\uFFFB'

const tagEnd = /(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?!%>)[^"'])*%>/sy
const accountTag = /^<%=\s*account\.\w+\s*%>$/

/**
 * The text with one character for each template tag, so that nothing within a tag is taken for a wildcard, a level or the
 * part of an ARN. A tag that does not end takes the rest.
 */
export const hideTags = (text: string): string => {
  let hidden = ''
  let at = 0
  for (;;) {
    const start = text.indexOf('<%', at)
    if (start === -1) return hidden + text.slice(at)
    tagEnd.lastIndex = start + 2
    const end = tagEnd.test(text) ? tagEnd.lastIndex : text.length
    hidden += text.slice(at, start) + (accountTag.test(text.slice(start, end)) ? accountText : deviceText)
    at = end
  }
}
