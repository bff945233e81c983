import { compareImports } from '../measure/import-time.js'
import { atMost, type Result, toCompare } from '../result.js'

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const milliseconds = (value: number): string => `${value.toFixed(1)} ms`

/** Importing the built core, against importing the AWS client that its users load anyway. */
export const measureImportTime = (rounds: number): Result[] => {
  const { ours, theirs, share } = compareImports('@thingplan/core', '@aws-sdk/client-iot', rounds)
  return [
    atMost('import in a fresh process, share of @aws-sdk/client-iot', share, 0.15, percent),
    toCompare('  import @thingplan/core', ours, milliseconds),
    toCompare('  import @aws-sdk/client-iot', theirs, milliseconds),
  ]
}
