import type { Evidence, Finding } from '../registration/finding.js'
import { longestMessage } from './event-of.js'
import { tell } from './tell.js'

export const longestRule = 128
export const longestKey = 64
export const longestValue = 256
export const mostEntries = 16
export const mostItems = 16

/** Characters of a finding's JSON; what has more loses its evidence. */
const longestFinding = 4_000

/**
 * Characters of the JSON of all findings. SQS and EventBridge take 262,144 octets, and a character has three at most: that leaves
 * half of it for the rest of the event, and for what a sink wraps it in.
 */
const longestFindings = 40_000

/** Rules without types can hand back any evidence; an object's text may be code of theirs, and is not asked for. */
const tellAny = (value: unknown): string =>
  typeof value === 'object' || typeof value === 'function' ? 'an object' : tell(String(value), longestValue)

const tellValue = (value: unknown): Evidence[string] => {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value
  return Array.isArray(value) ? value.slice(0, mostItems).map(tellAny) : tellAny(value)
}

const tellEvidence = (evidence: Evidence): Evidence =>
  Object.fromEntries(
    Object.entries(evidence)
      .slice(0, mostEntries)
      .map(([key, value]) => [tell(key, longestKey), tellValue(value)]),
  )

export const isTooLong = (finding: Finding): boolean => JSON.stringify(finding).length > longestFinding

const tellFinding = ({ rule, code, ok, message, evidence }: Finding): Finding => {
  const told: Finding = {
    rule: tell(rule, longestRule),
    code,
    ok,
    message: tell(message, longestMessage),
    evidence: tellEvidence(evidence),
  }
  return isTooLong(told) ? { ...told, evidence: { leftOut: true } } : told
}

export interface ToldFindings {
  readonly findings: readonly Finding[]
  readonly findingsLeftOut?: number
}

/** Findings as an event has room for them. Rules may be anybody's: where it is short, those against the device go first. */
export const tellFindings = (all: readonly Finding[]): ToldFindings => {
  let room = longestFindings
  const kept = new Map<number, Finding>()
  for (const holds of [false, true]) {
    all.forEach((finding, index) => {
      if (finding.ok !== holds || room < 0) return
      const told = tellFinding(finding)
      room -= JSON.stringify(told).length
      if (room >= 0) kept.set(index, told)
    })
  }
  const findings = [...kept].sort(([left], [right]) => left - right).map(([, finding]) => finding)
  return kept.size === all.length ? { findings } : { findings, findingsLeftOut: all.length - kept.size }
}
