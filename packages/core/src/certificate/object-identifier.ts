const dottedDecimals = /^(?:[01]\.(?:\d|[1-3]\d)|2\.(?:0|[1-9]\d*))(?:\.(?:0|[1-9]\d*))*$/

/** Whether a text is an object identifier in dotted decimals (RFC 4512 section 1.4, arcs as X.660 allows them). */
export const isObjectIdentifier = (text: string): boolean => dottedDecimals.test(text)
