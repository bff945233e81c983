/** How many calls of an operation an account and Region may make in a second. */
export type Quotas = Readonly<Record<string, number>>
