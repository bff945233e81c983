/** AWS IoT's limit for `certificatePem` (API reference, RegisterCertificate), in characters. */
export const longestPem = 65_536

/** The longest DER whose PEM keeps to that limit: 64,472 characters of base64 in 1,008 lines between the two markers. */
export const longestDer = 48_354
