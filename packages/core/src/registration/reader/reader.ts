/**
 * Checks one part of what a caller wrote, and makes of it what is worked with.
 *
 * The types of the parts are the compiler's word, and not every caller has one: a reader relies on none of them.
 *
 * @param field - the part's path: `profiles[0].thing.name`.
 * @throws {RegistrationError} naming the field.
 */
export type Reader<Given, Part> = (given: Given, field: string) => Part

/** A part that may be left out. */
export const optional =
  <Given, Part>(read: Reader<Given, Part>): Reader<Given | undefined, Part | undefined> =>
  (given, field) =>
    given === undefined ? undefined : read(given, field)

/** A list of parts that is empty where it is left out. */
export const orNone =
  <Given, Part>(read: Reader<Given, readonly Part[]>): Reader<Given | undefined, readonly Part[]> =>
  (given, field) =>
    given === undefined ? [] : read(given, field)
