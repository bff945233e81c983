import { errorNameOf } from './check/error-name.js'
import { checks } from './checks.js'
import { cleanUp, type Leftover } from './ledger/clean-up.js'
import { openLedger, reopenLedger } from './ledger/ledger.js'
import { alwaysCalled, callsOf, iamDocumentOf, warningOf } from './report/iam-document.js'
import { type LiveReport, lineOf, summaryOf } from './report/report.js'
import { type LiveTools, runChecks } from './run-checks.js'
import { type Account, type LiveRequest, parseArguments, RefusedToStart, refuseInCi } from './start/arguments.js'
import { help } from './start/help.js'
import { whyNotThisAccount } from './start/why-not-this-account.js'

/** The world around the program. */
export interface LiveWorld {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly print: (line: string) => void
  readonly writeFile: (name: string, text: string) => Promise<void>
  readonly clock: () => Date
  /** Eight hexadecimal digits, others for each run. */
  readonly newRunId: () => string
  /** Nothing has been called before this. */
  readonly connect: (account: Account) => Promise<Omit<LiveTools, 'onResult'>>
}

const connect = async (account: Account, { connect: open }: LiveWorld): Promise<Omit<LiveTools, 'onResult'>> => {
  try {
    return await open(account)
  } catch (error) {
    const name = errorNameOf(error)
    throw new RefusedToStart(
      `AWS IoT of ${account.region} does not answer (${name}): look at the credentials of the SDK`,
    )
  }
}

const tellLeftovers = (leftovers: readonly Leftover[], prefix: string, account: Account, world: LiveWorld): void => {
  const { accountId, region } = account
  if (leftovers.length === 0) {
    world.print('everything that was made is gone again')
    return
  }
  for (const { resource, awsError } of leftovers) world.print(`left over: ${resource} (${awsError})`)
  world.print(`again: npm run live -- --account ${accountId} --region ${region} --clean-up ${prefix}`)
}

const run = async (request: Extract<LiveRequest, { kind: 'run' }>, world: LiveWorld): Promise<number> => {
  const { accountId, region, roleArn, reportFile } = request
  const tools = await connect(request, world)
  const prefix = `thingplan-live-${world.newRunId()}`
  world.print(
    `${request.checks.length} checks in account ${accountId}, ${region}; whatever they make begins with ${prefix}`,
  )
  const ledger = await openLedger({ prefix, accountId, region }, tools.store)
  const onResult: LiveTools['onResult'] = (result) => world.print(lineOf(result))
  const { results, leftovers, refusal } = await runChecks(request.checks, ledger, roleArn, { ...tools, onResult })
  world.print(refusal ?? summaryOf(results))
  tellLeftovers(leftovers, prefix, request, world)
  if (refusal !== undefined) return 2
  const report: LiveReport = { format: 1, at: world.clock().toISOString(), region, results, leftovers }
  if (reportFile !== undefined) {
    await world.writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`)
    world.print(`${reportFile} can be pasted into an issue: it names no account`)
  }
  return leftovers.length === 0 && results.every(({ verdict }) => verdict !== 'failed') ? 0 : 1
}

const takeAway = async (request: Extract<LiveRequest, { kind: 'clean-up' }>, world: LiveWorld): Promise<number> => {
  const tools = await connect(request, world)
  const { prefix, accountId, region } = request
  const ledger = await reopenLedger({ prefix, accountId, region }, tools.store)
  if (ledger === undefined) {
    world.print(`no ledger of ${prefix} in account ${accountId}, ${region}: nothing is known to be left`)
    return 1
  }
  // In another account nothing of the ledger is there: all of it would seem to be gone, and the ledger with it.
  const refusal = await whyNotThisAccount(tools.client, ledger)
  if (refusal !== undefined) {
    world.print(`${refusal}; nothing was taken away`)
    return 2
  }
  const leftovers = await cleanUp(tools.client, ledger, tools)
  tellLeftovers(leftovers, prefix, request, world)
  return leftovers.length === 0 ? 0 : 1
}

const list = ({ checks: chosen }: Extract<LiveRequest, { kind: 'list' | 'dry-run' }>, world: LiveWorld): number => {
  for (const { id, page, fact, needsRole } of chosen) {
    world.print(`${id.padEnd(13)}${fact} (${page})${needsRole ? '; needs --role' : ''}`)
  }
  return 0
}

const rehearse = (request: Extract<LiveRequest, { kind: 'dry-run' }>, world: LiveWorld): number => {
  list(request, world)
  world.print(`calls of the checks: ${callsOf(request.checks).join(', ')}`)
  world.print(`calls that compare the account, and clean up: ${alwaysCalled.join(', ')}`)
  world.print('and MQTT connections of devices; the policy that allows the calls:')
  world.print(JSON.stringify(iamDocumentOf(request.checks, request, request.roleArn), null, 2))
  world.print(warningOf(request))
  return 0
}

const follow = (request: LiveRequest, world: LiveWorld): number | Promise<number> => {
  switch (request.kind) {
    case 'help':
      world.print(help)
      return 0
    case 'list':
      return list(request, world)
    case 'dry-run':
      return rehearse(request, world)
    case 'clean-up':
      return takeAway(request, world)
    case 'run':
      return run(request, world)
  }
}

/** The program: what it was told in, its exit code out. */
export const runLive = async (args: readonly string[], world: LiveWorld): Promise<number> => {
  try {
    const request = parseArguments(args, checks)
    if (request.kind === 'run' || request.kind === 'clean-up') refuseInCi(world.environment)
    return await follow(request, world)
  } catch (error) {
    if (!(error instanceof RefusedToStart)) throw error
    world.print(error.message)
    return 2
  }
}
