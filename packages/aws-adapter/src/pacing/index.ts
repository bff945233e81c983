export {
  createPacedClient,
  type PacedClient,
  type PacedClientOptions,
  type SendsCommands,
} from './create-paced-client.js'
export type { LaneState } from './lane.js'
export { PacingError, type PacingErrorCode } from './pacing-error.js'
