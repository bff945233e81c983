import { driverContract } from '@thingplan/core/testing'
import { describe, it } from 'vitest'
import { account } from '../fixtures/emulated-account.js'
import { emulatedWorld } from '../fixtures/emulated-world.js'
import { createIotDriver } from './create-iot-driver.js'

describe('createIotDriver, in front of the emulator, owes what every driver owes', () => {
  it.each(driverContract)('$name', ({ run }) => run(emulatedWorld((client) => createIotDriver({ client, account }))))
})
