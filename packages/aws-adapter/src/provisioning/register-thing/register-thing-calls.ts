import type { RegisterThingCommand } from '@aws-sdk/client-iot'
import type { IotCalls } from '../../iot-calls.js'

/** The calls of `createRegisterThingDriver`: those of every driver, and RegisterThing. An `IoTClient` fits without a cast. */
export interface RegisterThingCalls extends IotCalls {
  send: IotCalls['send'] & ((command: RegisterThingCommand) => Promise<unknown>)
}
