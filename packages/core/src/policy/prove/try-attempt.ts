import { quote } from '../../error/quote.js'
import { evaluatePolicies } from '../evaluate/evaluate-policies.js'
import type { DecidingStatement, PolicyAnswer } from '../evaluate/policy-answer.js'
import type { PolicyConnection } from '../evaluate/policy-request.js'
import { resourceFor } from './account-action.js'
import type { Attempt, Deed } from './attempt.js'
import type { Counterexample } from './isolation.js'
import { connectAnswer, connectedAs, isClientId, type Parties, type Situation } from './situation.js'

/** A counterexample; or why there might be one that was not found. */
export type Outcome = Counterexample | { readonly reason: string } | undefined

const withoutType = (path: string): string => path.slice(path.indexOf('/') + 1)

/** AWS IoT Core quotas, message broker: no topic is longer. */
const longestTopic = 256

/** Client ids that a deed might be done under: whatever stands in its resources, where they are topics that there can be. */
const clientIdsIn = (deed: Deed): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const text of deed.map(([, path]) => withoutType(path)).filter(({ length }) => length <= longestTopic)) {
    for (let from = 0; from < text.length; from += 1) {
      for (let to = text.length; to > from; to -= 1) found.add(text.slice(from, to))
    }
  }
  return new Set([...found].filter(isClientId))
}

const connectionsFor = (parties: Parties, { connection, clientIds }: Situation, deed: Deed): PolicyConnection[] => {
  const connections =
    clientIds === undefined ? [connection] : Array.from(clientIdsIn(deed), (clientId) => connectedAs(parties, clientId))
  return connections.filter((candidate) => candidate.protocol === 'https' || connectAnswer(parties, candidate))
}

const answerTo = (
  parties: Parties,
  connection: PolicyConnection,
  [action, path]: Deed[number],
): PolicyAnswer | undefined => {
  const { prepared, root } = parties
  const resource = resourceFor(root, action, path)
  if (action !== 'iot:Connect') return evaluatePolicies(prepared, { ...connection, action, resource })
  return path === `client/${connection.clientId}` ? connectAnswer(parties, connection) : undefined
}

/** The statement by which the last request of a deed is allowed, where all of them are. */
const statementFor = (parties: Parties, connection: PolicyConnection, deed: Deed): DecidingStatement | undefined => {
  const answers = deed.map((request) => answerTo(parties, connection, request))
  const last = answers.every((answer) => answer?.effect === 'allowed') ? answers.at(-1) : undefined
  return last?.effect === 'allowed' ? last.statement : undefined
}

const confirm = (parties: Parties, situation: Situation, deed: Deed): Counterexample | undefined => {
  for (const connection of connectionsFor(parties, situation, deed)) {
    const statement = statementFor(parties, connection, deed)
    const [action, path] = deed.at(-1) ?? []
    if (statement !== undefined && action !== undefined && path !== undefined) {
      const filter = deed.find(([name]) => name === 'iot:Subscribe')?.[1]
      return Object.freeze({
        action,
        resource: resourceFor(parties.root, action, path),
        path: withoutType(path),
        ...(filter !== undefined && { filter: withoutType(filter) }),
        ...(connection.clientId !== undefined && { clientId: connection.clientId }),
        statement,
      })
    }
  }
  return undefined
}

/** What of a deed is not known, as far as `evaluatePolicies` says so. */
const whyUndecided = ({ prepared, root }: Parties, { connection, clientIds }: Situation, deed: Deed): string => {
  const names = deed.flatMap(
    ([action, path]) =>
      evaluatePolicies(prepared, { ...connection, action, resource: resourceFor(root, action, path) }).unresolved,
  )
  const all = new Set(clientIds === undefined ? names : ['iot:ClientId', ...names])
  return all.size === 0 ? '' : `, which depends on ${Array.from(all, quote).join(', ')}`
}

/** Looks for a counterexample; finds none (a proof), one that is confirmed, or that it cannot be decided. */
export const tryAttempt = (parties: Parties, situation: Situation, attempt: Attempt): Outcome => {
  const possible = attempt.find(parties, situation, 'possible')
  if (possible === 'none') return undefined
  if (possible === 'too-large') return { reason: `${quote(attempt.action)} has too many cases to look through` }
  const certain = attempt.find(parties, situation, 'certain')
  const found = typeof certain === 'object' ? confirm(parties, situation, certain.example) : undefined
  if (found !== undefined) return found
  const path = withoutType(possible.example.at(-1)?.[1] ?? '')
  const reason = `${quote(attempt.action)} may reach ${quote(path)}`
  return { reason: `${reason}${whyUndecided(parties, situation, possible.example)}` }
}
