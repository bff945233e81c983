import type { PolicyStatement } from '@thingplan/core'
import { client } from '@thingplan/core/policy'

/** AWS IoT resolves it at connection time, so that one policy serves every device. */
export const thingName = '${iot:Connection.Thing.ThingName}'

/** Where AWS IoT talks to a thing. */
export const thingTopics: string = `$aws/things/${thingName}`

/**
 * Lets a device connect as the thing that its certificate is attached to, and as nobody else: the client id is the name of
 * the thing (AWS IoT Core Developer Guide, "Thing policy variables").
 */
export const connectAsThing: PolicyStatement = {
  Effect: 'Allow',
  Action: 'iot:Connect',
  Resource: client(thingName),
  Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
}
