import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { refused } from '../fixtures/audit-events.js'
import { parseMetricDocument } from '../fixtures/parse-metric-document.js'
import { auditMetrics } from './audit-metrics.js'
import { createMetricsAuditSink } from './create-metrics-audit-sink.js'

const page = readFileSync(new URL('../../../../docs/alarms.md', import.meta.url), 'utf8')

/** The resources of the page's template: two blanks before their names, six before each property of theirs. */
const resources = page.split('\nResources:\n')[1]?.split('\n```')[0] ?? ''

const alarms = [
  ...`${resources}\n`.matchAll(
    /^ {2}(\w+):\n {4}Type: AWS::CloudWatch::Alarm\n {4}Properties:\n((?: {6}\w+: .+\n)+)/gm,
  ),
].map(([, name = '', properties = '']) => ({
  name,
  ...Object.fromEntries([...properties.matchAll(/^ {6}(\w+): (.+)$/gm)].map(([, key, value]) => [key ?? '', value])),
}))

const emittedBy = async (): Promise<readonly string[]> => {
  const lines: string[] = []
  await createMetricsAuditSink({ write: (line) => void lines.push(line) }).record([refused()])
  return lines.flatMap(parseMetricDocument).map(({ namespace }) => namespace)
}

describe('the page about alarms', () => {
  it('has alarms, and nothing else that this test would not see', () => {
    expect(alarms.length).toBeGreaterThan(5)
    expect(alarms.map(({ name }) => name)).toEqual([...resources.matchAll(/^ {2}(\w+):$/gm)].map(([, name]) => name))
  })

  it.each(alarms)('has an alarm $name on a metric that is emitted, or on one of SQS', async (alarm) => {
    const [namespace] = await emittedBy()
    expect(alarm).toMatchObject({
      Namespace: expect.stringMatching(new RegExp(`^(${namespace}|AWS/SQS)$`)),
      TreatMissingData: 'notBreaching',
      AlarmActions: '[!Ref AlarmTopic]',
    })
    const own = { Namespace: namespace, Statistic: 'Sum', MetricName: expect.toBeOneOf(Object.keys(auditMetrics)) }
    const ofQueue = {
      Namespace: 'AWS/SQS',
      MetricName: expect.toBeOneOf(['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible']),
    }
    expect(alarm).toMatchObject('Dimensions' in alarm ? ofQueue : own)
  })

  it('explains every metric, with its unit, and no other', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` +\| (Count|Milliseconds) +\| \S/gm)].map(([, name, unit]) => [
      name,
      unit,
    ])
    expect(Object.fromEntries(rows)).toEqual(auditMetrics)
  })
})
