import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { UsageError } from '../command-line/usage-error.js'

/** Amazon Root CA 1, which AWS IoT's endpoints show a chain to: its SHA-256 as Amazon Trust Services publishes it. */
const amazonRootSha256 =
  '8E:CD:E6:88:4F:3D:87:B1:12:5B:A3:1A:C3:FC:B1:3D:70:16:DE:7F:57:CC:90:4F:E1:CB:97:C6:AE:98:19:6E'

/** The root as PEM, out of those that Node trusts: nothing is fetched. */
export const amazonRoot = (): string => {
  const pem = rootCertificates.find((root) => new X509Certificate(root).fingerprint256 === amazonRootSha256)
  if (pem !== undefined) return `${pem.trim()}\n`
  throw new UsageError(
    'this Node does not carry Amazon Root CA 1',
    'say `--no-root`, and get it from https://www.amazontrust.com',
  )
}
