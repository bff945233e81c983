import type { RotationNotice, RotationNotifier } from './rotation-notice.js'

/** Collects notices until a notifier takes them; holds no more than it takes at once. */
export interface Notices {
  add(notifier: RotationNotifier, notice: RotationNotice): Promise<void>
  /** Hands on what is left. */
  flush(): Promise<void>
}

/** @param onFailure - told of devices that could not be told: no reason to stop, they can ask all the same */
export const collectNotices = (onFailure: (devices: readonly string[], error: unknown) => void): Notices => {
  const waiting = new Map<RotationNotifier, RotationNotice[]>()
  const hand = async (notifier: RotationNotifier): Promise<void> => {
    const notices = waiting.get(notifier) ?? []
    waiting.delete(notifier)
    if (notices.length === 0) return
    try {
      await notifier.notify(notices)
    } catch (error) {
      onFailure(
        notices.map(({ device }) => device),
        error,
      )
    }
  }
  return {
    add: async (notifier, notice) => {
      const notices = waiting.get(notifier) ?? []
      notices.push(notice)
      waiting.set(notifier, notices)
      if (notices.length >= notifier.most) await hand(notifier)
    },
    flush: async () => {
      for (const notifier of [...waiting.keys()]) await hand(notifier)
    },
  }
}
