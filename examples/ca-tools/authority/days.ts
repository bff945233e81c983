import { UsageError } from '../command-line/usage-error.js'

const day = 24 * 60 * 60 * 1000

/** When a certificate ends that is good for so many days; nothing where they are not said. */
export const endAfter = (days: string | undefined): Date | undefined => {
  if (days === undefined) return undefined
  if (/^[1-9]\d{0,4}$/.test(days)) return new Date(Date.now() + Number(days) * day)
  throw new UsageError(`\`--days\` cannot be \`${days}\``, 'give a number of days, 1 to 99999')
}
