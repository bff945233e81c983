const [secondMs, minuteMs, hourMs] = [1000, 60_000, 3_600_000]

/** A duration in the two units that matter most. */
export const formatDuration = (ms: number): string => {
  if (ms < 0) return `-${formatDuration(-ms)}`
  if (ms < 100 * secondMs) return `${(ms / secondMs).toFixed(1)} s`
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min ${Math.floor((ms % minuteMs) / secondMs)} s`
  return `${Math.floor(ms / hourMs)} h ${Math.floor((ms % hourMs) / minuteMs)} min`
}
