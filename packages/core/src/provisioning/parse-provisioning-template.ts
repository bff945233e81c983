import { freezeDeeply } from '../plan/freeze-deeply.js'
import { certificateIdParameter } from './certificate-parameter.js'
import { checkOptionNames, checkWord } from './option-error.js'
import { checkExtent } from './parse/check-extent.js'
import { type Inspection, pathTo, readKeys, report } from './parse/inspection.js'
import { largestBody, readBody } from './parse/read-body.js'
import { readExpression } from './parse/read-expression.js'
import { readMappings } from './parse/read-mappings.js'
import { readParameters } from './parse/read-parameters.js'
import { readResources } from './parse/read-resources.js'
import type { Problem } from './problem.js'
import { ProvisioningError } from './provisioning-error.js'
import type {
  ProvisioningTemplate,
  ProvisioningTemplateBody,
  ProvisioningTemplateKind,
} from './provisioning-template.js'
import { templateKinds } from './template-kind.js'
import { writeBody } from './write-body.js'

/** What was given where a template should be is nothing at all. */
const nothing: Problem = {
  code: 'provisioning-malformed',
  severity: 'error',
  path: 'template',
  message: 'is missing',
  remedy: 'give JSON or an object',
}

/** How `parseProvisioningTemplate` reads. */
export interface ParseProvisioningTemplateOptions {
  /**
   * `documented`, the default: mappings, device configurations and functions in fleet templates only. `any`: wherever
   * they stand, for who knows that AWS takes them there.
   */
  readonly functions?: 'documented' | 'any'
}

const inspect = (
  kind: ProvisioningTemplateKind,
  { functions = 'documented' }: ParseProvisioningTemplateOptions,
): Inspection => {
  const { sections, functions: known } = templateKinds.fleet
  return {
    rules: functions === 'any' ? { ...templateKinds[kind], sections, functions: known } : templateKinds[kind],
    isJitp: kind === 'jitp',
    parameters: new Set(),
    mappings: new Map(),
    references: new Set(),
    problems: [],
  }
}

const readTemplate = (inspection: Inspection, source: unknown): ProvisioningTemplateBody | undefined => {
  const body = readBody(inspection, source)
  if (body === undefined || !checkExtent(inspection, 'template', body)) return undefined
  const sections = Object.fromEntries(readKeys(inspection, 'template', body, inspection.rules.sections))
  const {
    Parameters: parameters,
    Mappings: mappings,
    DeviceConfiguration: configuration,
    Resources: resources,
  } = sections
  const read = {
    ...(parameters !== undefined && { Parameters: readParameters(inspection, parameters) }),
    ...(mappings !== undefined && { Mappings: readMappings(inspection, mappings) }),
  }
  if (resources === undefined && inspection.problems.length === 0) {
    report(inspection, 'provisioning-key-missing', 'template', 'has no `Resources`', 'say what a device becomes')
  }
  return {
    ...read,
    Resources: resources === undefined ? {} : readResources(inspection, resources),
    ...(configuration !== undefined && {
      DeviceConfiguration: Object.fromEntries(
        readKeys(inspection, 'DeviceConfiguration', configuration).map(([name, value]) => [
          name,
          readExpression(inspection, pathTo('DeviceConfiguration', name), value),
        ]),
      ),
    }),
  }
}

const unusedParameters = ({ parameters, references }: Inspection): Problem[] =>
  [...parameters]
    .filter((name) => !references.has(name) && name !== certificateIdParameter)
    .map((name) => ({
      code: 'provisioning-parameter-unused',
      severity: 'warning',
      path: pathTo('Parameters', name),
      message: 'is a parameter that nothing refers to',
      value: name,
      remedy: 'leave it out: a device without a value for it would be refused',
    }))

const checkOptions = (kind: unknown, options: ParseProvisioningTemplateOptions): void => {
  checkWord('kind', kind ?? '', ['jitp', 'bulk', 'fleet'])
  checkOptionNames('parseProvisioningTemplate', options, ['functions'])
  checkWord('functions', options.functions, ['documented', 'any'])
}

/**
 * Reads a provisioning template, and refuses what AWS IoT would refuse, or would not understand when the first device comes.
 *
 * @param source The template as JSON text or as an object; also inside the document that carries it, as the registration
 *   config of a CA does (`templateBody`), and with documents inside it encoded as JSON once more. At most 10,240 characters
 *   as AWS gets it.
 * @param kind `jitp`, `bulk` (RegisterThing too) or `fleet`.
 * @param options `functions: 'any'` lifts what AWS documents for fleet templates only.
 * @returns The template, deeply frozen, every document in it an object; `warnings` has what AWS takes and nobody can mean.
 * @throws {ProvisioningError} with all `problems` at once, each with code, JSON path and remedy.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/provision-template.html
 *
 * @example
 * ```ts
 * import { parseProvisioningTemplate } from '@thingplan/core/provisioning'
 *
 * const template = parseProvisioningTemplate(
 *   {
 *     Parameters: { 'AWS::IoT::Certificate::Id': { Type: 'String' } },
 *     Resources: {
 *       certificate: {
 *         Type: 'AWS::IoT::Certificate',
 *         Properties: { CertificateId: { Ref: 'AWS::IoT::Certificate::Id' }, Status: 'ACTIVE' },
 *       },
 *     },
 *   },
 *   'jitp',
 * )
 * template.references // => ['AWS::IoT::Certificate::Id']
 * ```
 */
export const parseProvisioningTemplate = (
  source: unknown,
  kind: ProvisioningTemplateKind,
  options: ParseProvisioningTemplateOptions = {},
): ProvisioningTemplate => {
  checkOptions(kind, options)
  const inspection = inspect(kind, options)
  const body = readTemplate(inspection, source)
  if (body !== undefined && inspection.problems.length === 0) {
    const { length } = writeBody(kind, body)
    if (length > largestBody) {
      report(
        inspection,
        'provisioning-too-large',
        'template',
        `has ${length} characters`,
        `shorten it to ${largestBody}`,
      )
    }
  }
  const warnings = unusedParameters(inspection)
  if (body !== undefined && inspection.problems.length === 0) {
    return freezeDeeply({ kind, body, references: [...inspection.references], warnings })
  }
  const [first = nothing, ...others] = inspection.problems
  throw new ProvisioningError([first, ...others, ...warnings])
}
