import '../jitr-lambda/demo/quiet.js'

import { parseArgs } from 'node:util'
import { answerHelp } from '../jitr-lambda/demo/read-options.js'
import { openCloud } from './cloud/open-cloud.js'
import { ask } from './device/ask.js'
import { countRegistry } from './load/count-registry.js'
import { prepareDevices } from './load/prepare-devices.js'
import { createProgress } from './load/progress.js'
import { percentile, runLoad } from './load/run-load.js'

const usage = `npm run load -- [--count 200] [--concurrency 16]

Starts the vending machine on 127.0.0.1, and has so many devices ask for a certificate, so many at a time.`

const count = (name: string, text: string, most: number): number => {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new Error(`--${name} is a whole number from 1 to ${most}`)
}

const readArguments = (): { readonly count: number; readonly concurrency: number } => {
  const { values } = parseArgs({
    options: { count: { type: 'string', default: '200' }, concurrency: { type: 'string', default: '16' } },
  })
  return {
    count: count('count', values.count, 100_000),
    concurrency: count('concurrency', values.concurrency, 1024),
  }
}

const report = (label: string, text: string): void => console.log(`  ${label.padEnd(10)} ${text}`)

const run = async ({ count: devices, concurrency }: ReturnType<typeof readArguments>): Promise<void> => {
  const cloud = await openCloud()
  try {
    const ready = await prepareDevices(cloud, devices, createProgress('enrolling', devices, process.stderr))
    const { latencies, failures, seconds } = await runLoad({
      count: devices,
      concurrency,
      clock: () => performance.now(),
      onDone: createProgress('asking', devices, process.stderr),
      request: async (index) => {
        const device = ready[index]
        if (device === undefined) throw new Error('there is no such device')
        const { token, ...wish } = device
        await ask(cloud.url, token, wish)
      },
    })
    console.log(`\n${devices} devices, ${concurrency} at a time`)
    report('answered', `${latencies.length} of ${devices}`)
    for (const [message, times] of failures) report('failed', `${times} times: ${message}`)
    report('rate', `${(latencies.length / seconds).toFixed(1)} requests a second`)
    const at = (hundredths: number): string => `${percentile(latencies, hundredths)?.toFixed(1) ?? '-'} ms`
    report('latency', `p50 ${at(50)}, p90 ${at(90)}, p99 ${at(99)}, longest ${at(100)}`)
    const { inUse, leftOver } = await countRegistry(cloud.emulator)
    report('registry', `${inUse} certificates in use, ${leftOver} left over`)
    if (failures.size > 0 || inUse !== devices || leftOver !== 0) process.exitCode = 1
  } finally {
    await cloud.close()
  }
}

answerHelp(usage)
try {
  await run(readArguments())
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  process.exitCode = 1
}
