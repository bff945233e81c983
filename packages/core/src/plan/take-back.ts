import type { Driver, StepContext } from './driver.js'
import type { Step } from './step/step.js'

const attachments: readonly Step['kind'][] = ['attach-policy', 'attach-thing', 'add-to-thing-group']

/** Whether a step attaches one thing to another: only those are taken back, since nothing that exists is ever deleted. */
export const isAttachment = (step: Step): boolean => attachments.includes(step.kind)

/** Takes a step back; whatever the driver throws means that it is left. */
export const takeBack = async (step: Step, driver: Driver, context: StepContext): Promise<'undone' | 'left'> => {
  try {
    return (await driver.undo?.(step, context)) === 'undone' ? 'undone' : 'left'
  } catch {
    return 'left'
  }
}
