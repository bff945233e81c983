import { hash } from 'node:crypto'
import type { Sha256 } from '@thingplan/core'

/** As hex, which Node makes in half the time that it takes to make a buffer. */
export const nodeSha256: Sha256 = (bytes) => hash('sha256', bytes)
