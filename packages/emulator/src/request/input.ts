import { quote } from '@thingplan/core'
import { invalidRequest } from '../exception/exceptions.js'
import type { TextConstraint } from './constraints.js'

/** The input of a command, as little trusted as any request that reaches a service. */
export type Input = Readonly<Record<string, unknown>>

export const isInput = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A member that is present: own, and neither undefined nor null, both of which the SDK leaves out of a request. */
const memberOf = (input: Input, member: string): unknown => {
  const value = Object.hasOwn(input, member) ? input[member] : undefined
  return value === null ? undefined : value
}

/** @throws {InvalidRequestException} */
export const checkText = (member: string, value: unknown, constraint: TextConstraint): string => {
  if (typeof value !== 'string') throw invalidRequest(`${member} must be a string`)
  if (value.length < constraint.min) {
    throw invalidRequest(`${member} must have at least ${constraint.min} characters, it has ${value.length}`)
  }
  if (value.length > constraint.max) {
    throw invalidRequest(`${member} may have at most ${constraint.max} characters, it has ${value.length}`)
  }
  if (constraint.pattern !== undefined && !constraint.pattern.test(value)) {
    throw invalidRequest(`${member} ${quote(value)} must match ${constraint.pattern.source}`)
  }
  return value
}

export const optionalText = (input: Input, member: string, constraint: TextConstraint): string | undefined => {
  const value = memberOf(input, member)
  return value === undefined ? undefined : checkText(member, value, constraint)
}

export const requiredText = (input: Input, member: string, constraint: TextConstraint): string => {
  const value = memberOf(input, member)
  if (value === undefined) throw invalidRequest(`${member} is required`)
  return checkText(member, value, constraint)
}

export const optionalChoice = <Choice extends string>(
  input: Input,
  member: string,
  choices: Readonly<Record<string, Choice>>,
): Choice | undefined => {
  const value = memberOf(input, member)
  if (value === undefined) return undefined
  const chosen = Object.values(choices).find((choice) => choice === value)
  if (chosen === undefined) throw invalidRequest(`${member} must be one of ${Object.values(choices).join(', ')}`)
  return chosen
}

export const optionalFlag = (input: Input, member: string, otherwise = false): boolean => {
  const value = memberOf(input, member)
  if (value === undefined) return otherwise
  if (typeof value !== 'boolean') throw invalidRequest(`${member} must be true or false`)
  return value
}

export const optionalInteger = (input: Input, member: string, min: number, max: number): number | undefined => {
  const value = memberOf(input, member)
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw invalidRequest(`${member} must be an integer from ${min} to ${max}`)
  }
  return value
}

export const optionalStructure = (input: Input, member: string): Input | undefined => {
  const value = memberOf(input, member)
  if (value === undefined) return undefined
  if (!isInput(value)) throw invalidRequest(`${member} must be an object`)
  return value
}

export const optionalList = (input: Input, member: string): readonly unknown[] | undefined => {
  const value = memberOf(input, member)
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw invalidRequest(`${member} must be a list`)
  return value
}

/** @throws {InvalidRequestException} */
export const requiredInteger = (input: Input, member: string, min: number, max: number): number => {
  const value = optionalInteger(input, member, min, max)
  if (value === undefined) throw invalidRequest(`${member} is required`)
  return value
}
