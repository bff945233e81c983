import { IoTClient, type RegisterThingCommand } from '@aws-sdk/client-iot'
import type { Emulator } from '@thingplan/emulator'
import type { BulkReportCalls, BulkStartCalls } from '../bulk/bulk-calls.js'
import type { CoreGroupCalls, RoleAliasCalls } from '../greengrass/greengrass-calls.js'
import type { HookCalls } from '../handlers/pre-provisioning/hook-calls.js'
import type { IotCalls } from '../iot-calls.js'
import type { ClaimCalls, ClaimWithKeysCalls, ProvisioningClaimCalls } from './claim/claim-calls.js'
import type { CaCertificateCalls, TemplateCalls } from './provisioning-calls.js'
import type { RegisterThingCalls } from './register-thing/register-thing-calls.js'

type AllCalls = BulkReportCalls &
  BulkStartCalls &
  CaCertificateCalls &
  ClaimCalls &
  ClaimWithKeysCalls &
  CoreGroupCalls &
  HookCalls &
  ProvisioningClaimCalls &
  RegisterThingCalls &
  RoleAliasCalls &
  TemplateCalls

const accepts = <Calls>(_client: Calls): void => {}

const client = new IoTClient({ region: 'eu-central-1' })
accepts<AllCalls>(client)
declare const emulator: Emulator
accepts<AllCalls>(emulator.client)

// A client written by hand needs no more than the calls that are made.
accepts<CaCertificateCalls>({ send: async () => ({}) })
accepts<BulkStartCalls>({ send: async () => ({ taskId: 'task-1' }) })
// @ts-expect-error an answer must be promised
accepts<CaCertificateCalls>({ send: () => ({}) })
declare const registersOnly: { send(command: RegisterThingCommand): Promise<unknown> }
// @ts-expect-error the other calls of the driver are missing
accepts<RegisterThingCalls>(registersOnly)
// A JITR handler's client needs none of these.
declare const jitr: IotCalls
// @ts-expect-error RegisterThing is missing
accepts<RegisterThingCalls>(jitr)
