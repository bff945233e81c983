/**
 * Lower-case ASCII letters and digits with single hyphens between: `Ünit 7 (B)` becomes `unit-7-b`.
 *
 * Different values can have the same slug; `hash` keeps them apart.
 */
export const slug = (value: string): string =>
  value
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
