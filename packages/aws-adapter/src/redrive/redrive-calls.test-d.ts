import { IoTClient } from '@aws-sdk/client-iot'
import type { Emulator } from '@thingplan/emulator'
import type { IotCalls } from '../iot-calls.js'
import type { RedriveCalls } from './redrive-calls.js'

const accepts = (_client: RedriveCalls): void => {}

accepts(new IoTClient({ region: 'eu-central-1' }))
declare const emulator: Emulator
accepts(emulator.client)

declare const handlersOwn: IotCalls
// @ts-expect-error what registers cannot list what is stuck
accepts(handlersOwn)
