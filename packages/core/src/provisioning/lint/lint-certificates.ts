import type { Certificate } from '../../certificate/certificate.js'
import { type CompiledProvisioning, compiledProvisioning } from '../evaluate/compile-provisioning.js'
import { deviceParameters } from '../evaluate/device-parameters.js'
import { evaluateStatus } from '../evaluate/evaluate-status.js'
import type { ParameterValues } from '../evaluate/parameter-values.js'
import type { ProvisioningInputs } from '../evaluate/provisioning-inputs.js'
import type { Problem } from '../problem.js'
import { ProvisioningError } from '../provisioning-error.js'
import type { ProvisioningTemplate } from '../provisioning-template.js'

type Part = (values: ParameterValues) => unknown

/** Everything that a template makes of a device, part by part, so that one that fails does not hide the next. */
const partsOf = (provisioning: CompiledProvisioning): readonly Part[] => {
  const { required, thing, policies } = provisioning
  const ofThing = thing
    ? [thing.name, thing.typeName, thing.billingGroup, thing.groups, ...thing.attributes.map(([, value]) => value)]
    : []
  return [
    ...required.map(
      (name): Part =>
        (values) =>
          values.value(name, `Parameters.${name}`),
    ),
    ...ofThing.filter((part) => part !== undefined),
    ...policies,
    (values) => evaluateStatus(provisioning, values, {}, 'FAIL', 'PENDING_ACTIVATION'),
  ]
}

const problemsOf = (parts: readonly Part[], values: ParameterValues): readonly Problem[] =>
  parts.flatMap((part) => {
    try {
      part(values)
      return []
    } catch (error) {
      if (!(error instanceof ProvisioningError)) throw error
      return error.problems
    }
  })

/** What a template cannot make of sample certificates, each problem once, with the number of certificates that have it. */
export const lintCertificates = (
  template: ProvisioningTemplate,
  certificates: readonly Certificate[],
  options: Pick<ProvisioningInputs, 'serialNumber' | 'severalValues'>,
): readonly Problem[] => {
  if (template.kind !== 'jitp') return []
  const parts = partsOf(compiledProvisioning(template))
  const account = { id: '000000000000', region: 'aws-global' }
  const found = new Map<string, { readonly problem: Problem; count: number }>()
  for (const certificate of certificates) {
    const values = deviceParameters(template, { ...options, account, certificate }, certificate.id)
    const own = new Map(problemsOf(parts, values).map((problem) => [`${problem.code} ${problem.path}`, problem]))
    for (const [key, problem] of own) {
      const known = found.get(key)
      if (known === undefined) found.set(key, { problem, count: 1 })
      else known.count += 1
    }
  }
  const { length } = certificates
  return [...found.values()].map(({ problem, count }) =>
    length === 1 ? problem : { ...problem, message: `${problem.message}, in ${count} of ${length} certificates` },
  )
}
