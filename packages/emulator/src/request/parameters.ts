import { constraints } from './constraints.js'
import { checkText, type Input, optionalStructure } from './input.js'

/** Values of template parameters by name, in `parameters` of a request; none where there is no such member. */
export const requestedParameters = (input: Input): Readonly<Record<string, string>> =>
  checkParameters(optionalStructure(input, 'parameters') ?? {})

/** @throws {InvalidRequestException} for a value that is no text, or longer than the service model has it. */
export const checkParameters = (values: Input): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      checkText('parameter name', name, constraints.parameterName),
      checkText(`parameter ${name}`, value, constraints.parameterValue),
    ]),
  )
