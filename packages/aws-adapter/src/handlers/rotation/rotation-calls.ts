import type { CertificateCalls } from '../../device/certificate-calls.js'
import type { IotCalls } from '../../iot-calls.js'

/** The calls of a rotation, with those of its driver. An `IoTClient` fits without a cast. */
export interface RotationCalls extends IotCalls {
  send: IotCalls['send'] & CertificateCalls['send']
}
