import { constraints } from './constraints.js'
import { checkText, type Input, optionalStructure } from './input.js'

/** Values of template parameters by name, in `parameters` of a request; none where there is no such member. */
export const requestedParameters = (input: Input): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(optionalStructure(input, 'parameters') ?? {}).map(([name, value]) => [
      checkText('parameter name', name, constraints.parameterName),
      checkText(`parameter ${name}`, value, constraints.parameterValue),
    ]),
  )
