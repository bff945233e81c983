import { IoTClient } from '@aws-sdk/client-iot'
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane'
import { createEmulator } from '@thingplan/emulator'
import type { DeviceCalls } from '../../device/device-calls.js'
import type { IotCalls } from '../../iot-calls.js'
import type { JobCalls } from './due/create-job-notifier.js'
import type { PublishCalls } from './reply-calls.js'
import type { RotationCalls } from './rotation-calls.js'

const client = new IoTClient({ region: 'eu-central-1' })
const data = new IoTDataPlaneClient({ region: 'eu-central-1' })

client satisfies RotationCalls
client satisfies JobCalls
client satisfies DeviceCalls
data satisfies PublishCalls
createEmulator({ accountId: '123456789012', region: 'eu-central-1' }).client satisfies RotationCalls

// What a driver needs is too little: a rotation also looks which policies a certificate has.
// @ts-expect-error
const tooLittle = (calls: IotCalls): RotationCalls => calls
tooLittle(client)
