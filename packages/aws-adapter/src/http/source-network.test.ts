import { describe, expect, it } from 'vitest'
import { sourceNetwork } from './source-network.js'

describe('sourceNetwork', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['someone@example.com', 'someone@example.com'],
    ['', ''],
  ])('%j is counted for as %j', (source, network) => {
    expect(sourceNetwork(source)).toBe(network)
  })
})
