import { spawnSync } from 'node:child_process'

const isInstalled = (): boolean => spawnSync('mosquitto_pub', ['--help'], { stdio: 'ignore' }).error === undefined

/**
 * Whether tests play a device with `mosquitto_pub`; those that ask it end their titles in `(needs mosquitto_pub)`. With
 * REQUIRE_MOSQUITTO=1 they run in any case, and fail where it is missing.
 */
export const hasMosquitto: boolean = process.env['REQUIRE_MOSQUITTO'] === '1' || isInstalled()
