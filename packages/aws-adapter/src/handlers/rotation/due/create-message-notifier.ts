import { PublishCommand } from '@aws-sdk/client-iot-data-plane'
import { rotationTopicsOf } from '@thingplan/core/lifecycle'
import { callAws } from '../../../error/call-aws.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../../options/required-option.js'
import type { PublishCalls } from '../reply-calls.js'
import { noticeText, type RotationNotifier } from './rotation-notice.js'

export interface MessageNotifierOptions {
  /** An `IoTDataPlaneClient`, or anything else that makes this call. */
  readonly data: PublishCalls
  /** First levels of the topics, as in `rotationRules`. Default `cert-rotation`. */
  readonly prefix?: string
  /** Default: where the device is answered to its requests, which the policy `rotationTopics` lets it hear. */
  readonly topic?: (device: string) => string
}

/**
 * Tells devices by an MQTT message: `{ "rotate": run, "deadline": milliseconds, "nonce": text }`. A device that is not connected, and has
 * no persistent session, does not hear it; it can ask all the same.
 *
 * @throws {AdapterError} `adapter-option`; `notify` rejects with `CallError`
 * @throws {LifecycleError} `lifecycle-option` for a prefix that is none
 *
 * @example
 * ```ts
 * import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane'
 * import { createMessageNotifier } from '@thingplan/aws-adapter/rotation/due'
 *
 * createMessageNotifier({ data: new IoTDataPlaneClient({ region: 'eu-central-1' }) }).most // => 1
 * ```
 */
export const createMessageNotifier = (options: MessageNotifierOptions): RotationNotifier => {
  refuseUnknownOptions('createMessageNotifier', options, ['data', 'prefix', 'topic'])
  const { data, prefix, topic: topicOf = (device: string) => rotationTopicsOf(device, prefix).request.reply } = options
  requireClient(data, 'data')
  requireFunction(topicOf, 'topic')
  // Throws for a prefix that is none.
  rotationTopicsOf('device', prefix)
  return Object.freeze({
    most: 1,
    notify: async (notices) => {
      for (const notice of notices) {
        const topic = topicOf(notice.device)
        const command = new PublishCommand({ topic, qos: 1, payload: Buffer.from(noticeText(notice)) })
        await callAws('Publish', { field: 'topic', value: topic }, () => data.send(command))
      }
    },
  } satisfies RotationNotifier)
}
