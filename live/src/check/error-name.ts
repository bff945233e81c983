/** How AWS calls what it answers with: names are documented, and messages are not. */
export const errorNameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
