import type { Duplex } from 'node:stream'
import type { ConnectPacket } from 'aedes'

/** MQTT 3.1.1 (section 3.1.2.2). */
const supportedLevel = 4

/** CONNACK without a session and with return code 1, "unacceptable protocol version" (MQTT 3.1.1, section 3.2.2.3). */
const unacceptableProtocolVersion = Uint8Array.of(0x20, 0x02, 0x00, 0x01)

/** The parser takes the highest bit, by which some bridges tell themselves apart, out of the level and notes it. */
export const isSupportedVersion = (packet: ConnectPacket): boolean =>
  packet.protocolVersion === supportedLevel && !('bridgeMode' in packet)

/** Says so and then ends the connection; `done` is called when the answer has left. */
export const refuseVersion = (connection: Duplex, done: () => void): void => {
  connection.end(unacceptableProtocolVersion, done)
}
