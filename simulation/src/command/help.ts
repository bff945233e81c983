import { scenarioNames } from '../scenario/scenario.js'

/** What `--help` prints. */
export const help: string = `Registers a fleet at AWS IoT's quotas, on a virtual clock and with the real handler.

  npm run simulate -- [options]

  --scenario <name>    one of ${scenarioNames.join(', ')}; default: all, one after the other
  --devices <n>        how many devices; default 1000000. For fewer, everything is scaled: the day, the power cut and the pauses
                       between the knocks of a device are shorter in proportion, the quotas are not. So 10000 devices are no
                       forecast for a fleet of 10000: that is what estimate of @thingplan/core/capacity is for
  --seed <n>           another one, another fleet; default 1. The same gives the same, byte by byte
  --without-pacing     lets every process call as fast as it can
  --out <file.svg>     also draws the graph, and writes the results beside it as JSON Lines
  --help               this

Exit code: 0 where every device was registered as it has to be, 1 where not, 2 for an option that there is not, or a file that
cannot be written.
`
