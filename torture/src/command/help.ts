/** What `--help` prints. */
export const help = (
  flows: readonly string[],
): string => `Carries out flows of the SDK while everything goes wrong, and looks whether they come out right.

  npm run torture -- [options]

  --flow <name>        one of ${flows.join(', ')}; default: all
  --minutes <n>        how long, for all flows together: 5 or more, since each flow has 24 scenes to learn first
  --schedules <n>      how many random schedules for each flow, instead of a time; default 1000, behind every request failed in every
                       way, which takes all flows half an hour
  --seed <n>           with --flow: the one random schedule of this seed, request by request; else the first seed of the random ones
  --script <text>      with --flow and --seed: these faults instead of random ones, as a failure prints them
  --mutants            finds the deliberate bugs, and prints by what schedule
  --mutant <name>      finds that one; with --seed and --script: the schedule that has found it, request by request
  --help               this

Exit code: 0 where everything was as it has to be, 1 where something was found or a flow was not reached, 2 for an option that there is not.
`
