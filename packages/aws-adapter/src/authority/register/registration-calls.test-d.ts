import type { DescribeCACertificateCommand, IoTClient } from '@aws-sdk/client-iot'
import type { Emulator } from '@thingplan/emulator'
import { expectTypeOf } from 'vitest'
import type { ExpiryCalls } from '../expiry/expiry-calls.js'
import type { AuthorityRetirementCalls } from '../retire/retire-authority.js'
import type { AuthorityRotationCalls } from '../rotate/rotate-options.js'
import { registerAuthority } from './register-authority.js'
import type { AuthorityReport, RegisteredAuthority } from './registered-authority.js'
import type { AuthorityRegistrationCalls } from './registration-calls.js'

/** Only one of the calls: not a client for a registration. */
interface SomeCalls {
  send(command: DescribeCACertificateCommand): Promise<object>
}

declare const client: IoTClient
declare const emulated: Emulator['client']
declare const some: SomeCalls

const register = (_client: AuthorityRegistrationCalls): void => {}
const retire = (_client: AuthorityRetirementCalls): void => {}
const rotate = (_client: AuthorityRotationCalls): void => {}
const report = (_client: ExpiryCalls): void => {}

for (const accept of [register, retire, rotate, report]) {
  accept(client)
  accept(emulated)
}

// @ts-expect-error: a registration makes more calls than this client has.
register(some)

const certificate = 'PEM'
expectTypeOf(registerAuthority({ client, certificate })).resolves.toEqualTypeOf<RegisteredAuthority>()
expectTypeOf(
  registerAuthority({ targets: [{ name: 'north', client }], certificate }),
).resolves.toEqualTypeOf<AuthorityReport>()

// @ts-expect-error: a misspelt option does not compile.
registerAuthority({ client, certificate, autoRegister: true })

// @ts-expect-error: nor does a call without client and targets.
registerAuthority({ certificate })
