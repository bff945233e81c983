/** How many accounts of a region may have a CA, and what its devices have to send (AWS IoT API Reference, "RegisterCACertificate"). */
export type CertificateMode = 'DEFAULT' | 'SNI_ONLY'
