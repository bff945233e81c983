import { bundleSize } from '../measure/bundle-size.js'
import { atMost, type Result, toCompare } from '../result.js'

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

/** Bundles as a browser, a worker or a Lambda would ship them: minified, gzipped, dependencies included. */
export const measureSize = async (): Promise<Result[]> => {
  const main = ['readCertificate', 'compileTemplate', 'defineRegistration', 'decide', 'execute']
  return [
    atMost(
      'bundle: read, template, register, decide, execute',
      await bundleSize('@thingplan/core', main),
      20 * 1024,
      kilobytes,
    ),
    toCompare('bundle: core/policy, everything', await bundleSize('@thingplan/core/policy'), kilobytes),
  ]
}
