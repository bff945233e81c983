/** Begins the rotation of a fleet in waves, on a clock that only its pauses move, and prints by how much the heap has grown. */
import { type DueDevice, rotateDue } from '@thingplan/aws-adapter/rotation/due'
import { heapGrowth } from './heap-growth.js'

const devices = Number(process.argv[2])

async function* due(): AsyncGenerator<DueDevice> {
  for (let device = 0; device < devices; device += 1) {
    yield { device: `SN-${device}`, thingName: `sensor-${device}`, group: device % 2 === 0 ? 'north' : 'south' }
  }
}

let now = Date.parse('2026-06-01')
let offered = 0
let reached = 0
/** Lets the run go on up to a device, and no further. */
let goOn = (): void => undefined
let arrive = (): void => undefined

const running = rotateDue({
  rotations: {
    tell: async () => {
      offered += 1
      if (offered === reached) {
        arrive()
        await new Promise<void>((resolve) => {
          goOn = resolve
        })
      }
      return { kind: 'accepted', message: 'offered', decisions: [] }
    },
  },
  due,
  run: 'renewal-2026',
  deadline: new Date('2036-01-01'),
  waves: [{ percent: 1, pauseSeconds: 3_600 }, { percent: 10, pauseSeconds: 3_600 }, {}],
  clock: () => new Date(now),
  sleep: async (ms) => {
    now += ms
  },
})

const growth = await heapGrowth(devices, async (to) => {
  reached = to
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  goOn()
  await arrived
})
goOn()
const run = await running
if (run.status !== 'completed' || run.offered !== devices) throw new Error('devices were left')
process.stdout.write(`${growth}`)
