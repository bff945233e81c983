/** Passes milliseconds by a timer: the default of every option `sleep`. */
export const passTime = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
