import { shellWord } from '../command-line/shell-word.js'
import type { EmulatorFile } from '../emulator/emulator-file.js'
import { spell } from '../files/locate.js'
import type { DeviceFiles } from './device-files.js'

/** How `mosquitto_pub` plays the device: to the emulator a device is the thing that its common name says. */
export const publishCommand = (
  { host, port }: EmulatorFile,
  { rootFile, chainFile, keyFile }: DeviceFiles,
  thingName: string,
): string =>
  [
    ['mosquitto_pub', '-V', 'mqttv311', '-h', host, '-p', String(port), '--cafile', spell(rootFile)],
    ['--cert', spell(chainFile), '--key', spell(keyFile)],
    ['-i', thingName, '-q', '1', '-t', `device/${thingName}/temperature`, '-m', '21.5'],
  ]
    .map((words) => words.map(shellWord).join(' '))
    .join(' \\\n  ')
