import { evaluatePolicies, type PolicyDocument, type PolicyRequest, preparePolicies } from '@thingplan/core/policy'
import { type InterleaveOptions, interleave, median, ratio } from '../measure/interleave.js'
import { evaluateByRegularExpression } from '../peers/policy-by-regular-expression.js'
import { atMost, type Result, toCompare } from '../result.js'

const arn = 'arn:aws:iot:eu-central-1:123456789012:'
const own = '${iot:Connection.Thing.ThingName}'

/** Five statements: what a device with topics of its own gets, an inbox for all, and one Deny. */
const document: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'iot:Connect',
      Resource: `${arn}client/${own}`,
      Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
    },
    { Effect: 'Allow', Action: ['iot:Publish', 'iot:RetainPublish'], Resource: `${arn}topic/device/${own}/*` },
    { Effect: 'Allow', Action: 'iot:Receive', Resource: [`${arn}topic/device/${own}/*`, `${arn}topic/all/*`] },
    {
      Effect: 'Allow',
      Action: 'iot:Subscribe',
      Resource: [`${arn}topicfilter/device/${own}/*`, `${arn}topicfilter/all/*`],
    },
    { Effect: 'Deny', Action: 'iot:Publish', Resource: `${arn}topic/device/*/restricted/*` },
  ],
}

const ask = (action: string, path: string): PolicyRequest => ({
  action: `iot:${action}`,
  resource: `${arn}${path}`,
  clientId: 'sensor-00000042',
  thing: { name: 'sensor-00000042', attached: true, exclusive: false },
})

const requests: readonly PolicyRequest[] = [
  ask('Connect', 'client/sensor-00000042'),
  ask('Publish', 'topic/device/sensor-00000042/temperature'),
  ask('Publish', 'topic/device/sensor-00000042/restricted/firmware'),
  ask('Publish', 'topic/device/sensor-00000043/temperature'),
  ask('Subscribe', 'topicfilter/device/sensor-00000042/#'),
  ask('Receive', 'topic/all/news'),
]

const ours = 'ours, a policy of five statements prepared once'
const peer = 'a regular expression for every pattern and request'
const mostMicroseconds = 1_000_000 / 300_000

const microseconds = (value: number): string => `${value.toFixed(2)} µs`

/** Evaluating policies, on the way of every message through the emulator: at least 300,000 requests a second. */
export const measurePolicy = (options: InterleaveOptions): Result[] => {
  const prepared = preparePolicies([document])
  for (const request of requests) {
    const { effect } = evaluatePolicies(prepared, request)
    if (evaluateByRegularExpression(document, request) !== effect)
      throw new Error(`they disagree on ${request.resource}`)
  }
  const rounds = interleave(
    [
      { name: ours, run: () => requests.map((request) => evaluatePolicies(prepared, request).effect) },
      { name: peer, run: () => requests.map((request) => evaluateByRegularExpression(document, request)) },
    ],
    options,
  )
  const perRequest = (name: string): number => median(rounds.get(name) ?? []) / requests.length
  return [
    atMost(`policy request, ${ours}`, perRequest(ours), mostMicroseconds, microseconds),
    toCompare(
      'policy request, against regular expressions per call',
      ratio(rounds, peer, ours),
      (value) => `${value.toFixed(1)}x`,
    ),
    toCompare(`  ${peer}`, perRequest(peer), microseconds),
  ]
}
