export type { Shadow, ShadowSection, ShadowSource, ShadowUpdate } from '../handlers/vending/shadow/shadow-source.js'
export { createIotShadowSource, type IotShadowSourceOptions } from './create-iot-shadow-source.js'
export type { ShadowCalls } from './shadow-calls.js'
