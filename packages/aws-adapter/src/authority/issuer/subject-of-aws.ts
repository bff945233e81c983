/**
 * What AWS IoT writes where it does not copy the subject. Sources disagree on whether a request's subject is kept; either way the
 * device has no say in it.
 */
export const subjectOfAws: { readonly CN: string } = { CN: 'AWS IoT Certificate' }
