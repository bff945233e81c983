/** Whether text can be a serial number of a device record; see `enrolDevice` of @thingplan/core/lifecycle. */
export const isSerialNumber = (text: string): boolean => /^[A-Za-z0-9:._-]{1,128}$/.test(text)
