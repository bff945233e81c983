import { faultNames, tellingFaultNames } from '../schedule/fault-table.js'
import { calmSchedule, type Schedule } from '../schedule/schedule.js'

/** Every request of a scene, failed in every way, one at a time. */
export function* schedulesWithOneFault(seed: number, requests: number): Generator<Schedule> {
  for (let request = 0; request < requests; request += 1) {
    for (const fault of faultNames) yield { ...calmSchedule(seed), faults: [{ worker: 0, request, fault }] }
  }
}

/** What comes after a fault takes requests that the undisturbed run does not make. */
const detour = 4

/** Every two requests of a scene, failed in every two ways that tell different stories. */
export function* schedulesWithTwoFaults(seed: number, requests: number): Generator<Schedule> {
  for (let first = 0; first < requests; first += 1) {
    for (let second = first + 1; second < requests + detour; second += 1) {
      for (const fault of tellingFaultNames) {
        for (const other of tellingFaultNames) {
          const faults = [
            { worker: 0, request: first, fault },
            { worker: 0, request: second, fault: other },
          ]
          yield { ...calmSchedule(seed), faults }
        }
      }
    }
  }
}
