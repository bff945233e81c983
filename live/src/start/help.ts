/** What `--help` prints. */
export const help: string = `Asks a real account of AWS IoT whether it does what the SDK goes by.

  npm run live -- --account <digits> --region <name> [options]

  --account <digits>    the account that may be used, compared with what AWS IoT says whose credentials they are
  --region <name>       its region
  --only <ids>          ids of checks, with commas; default: all
  --role <arn>          a role that AWS IoT may assume for provisioning; without it the checks that need one are skipped
  --report <file>       writes the results as JSON; the file names no account
  --clean-up <prefix>   takes away what an earlier run has left
  --dry-run             lists checks, calls and the IAM policy that allows them, and calls nothing
  --list                lists the checks, and calls nothing; needs no account
  --help                this

Exit code: 0 where every check was made or skipped and nothing is left over, 1 where not, 2 where nothing was started.
live/README.md says what it does to the account.`
