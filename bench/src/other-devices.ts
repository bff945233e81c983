const serialNumber = '00000042'

/**
 * The certificates of other devices, by their number: that of the bench with another serial number in its subject. Their
 * signatures are nobody's, and not looked at here.
 */
export const otherDevices = (pem: string): ((device: number) => string) => {
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  const places = [...der.toString('latin1').matchAll(new RegExp(serialNumber, 'g'))].map(({ index }) => index)
  return (device) => {
    const digits = `${device}`.padStart(serialNumber.length, '0')
    for (const place of places) der.write(digits, place, 'latin1')
    return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`
  }
}
