import type { CallLog } from '../call-log.js'
import { throttling } from '../exception/exceptions.js'
import type { Fault } from '../fault/fault.js'
import { parseProcess } from '../fault/parse-process.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'
import type { World } from '../world.js'
import { type PublishOptions, publishToDevices } from './publish-to-devices.js'

/**
 * Answers Publish as the service would, and writes it into the log.
 *
 * @throws {EmulatorError} `emulator-publish`, `emulator-option`; what faults and quotas make of it
 */
export const answerPublish = async (
  world: World,
  calls: CallLog,
  topic: string,
  payload: string | Uint8Array,
  options: PublishOptions,
): Promise<void> => {
  refuseUnknownOptions('publish', options, ['qos', 'retain', 'process'])
  const { process, ...settings } = options
  const input = { topic, payload, ...settings }
  const perform = async (fault: Fault | undefined): Promise<void> => {
    const visible = fault?.kind === 'stale-read' ? undefined : fault
    try {
      if (!world.rates.isWithin('Publish')) throw throttling()
      await publishToDevices(world, topic, payload, settings)
      calls.record('Publish', input, 'success', visible)
    } catch (error) {
      calls.record('Publish', input, error instanceof Error ? error.name : 'unknown', visible)
      throw error
    }
  }
  const requester = parseProcess({ process }, world.time.sleep)
  if (requester === undefined) return perform(undefined)
  return requester.send('Publish', input, {
    perform,
    recordLost: (outcome, fault) => calls.record('Publish', input, outcome, fault),
  })
}
