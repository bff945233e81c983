/**
 * Tells whether the device of a certificate has been removed for good.
 *
 * A certificate that is deleted while its CA registers by itself is unknown again, and knocks again at its next connection;
 * the tombstone is what remains of the decision that it shall not come back.
 */
export type TombstoneSource = (certificateId: string) => Promise<boolean>
