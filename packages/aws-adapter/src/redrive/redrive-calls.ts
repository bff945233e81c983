import type { ListCertificatesByCACommand, ListCertificatesByCAResponse } from '@aws-sdk/client-iot'
import type { DeviceCalls } from '../device/device-calls.js'
import type { IotCalls } from '../iot-calls.js'

interface ListCalls {
  send(command: ListCertificatesByCACommand): Promise<ListCertificatesByCAResponse>
}

/** The calls that find certificates that are stuck, look at them, and run them again. An `IoTClient` fits without a cast. */
export interface RedriveCalls {
  send: IotCalls['send'] & DeviceCalls['send'] & ListCalls['send']
}
