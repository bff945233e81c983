import type { RevocationList } from '@thingplan/core'

/**
 * The CRLs of the CAs, read and verified, for the rule `notRevoked`: what `verifyCrl` of @thingplan/pki returns. Asked for every device;
 * keep the lists, and fetch them anew before they are out of date.
 */
export type RevocationSource = () => Promise<readonly RevocationList[]>
