import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientAddress } from '@/lib/webhooks/adapters/client-address';
import { addressGroup } from './address-group';

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:0:0:0:9', '2001:db8:1:2::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['203.0.113.7', '203.0.113.7'],
  ['', ''],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});

/** Not one that would make the address an IPv4 one in IPv6. */
const HOST = fc.tuple(fc.integer({ min: 1, max: 0xffff }), fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xffff));

test('all addresses of one IPv6 network count as one, those of another do not', () => {
  fc.assert(
    fc.property(fc.ipV6(), HOST, (network, host) => {
      const group = addressGroup(network);
      if (!group.endsWith('/64')) return;
      const prefix = group.replace('::/64', '');
      expect(addressGroup(`${prefix}:${host.map((word) => word.toString(16)).join(':')}`)).toBe(group);
      const [first = '0', ...rest] = prefix.split(':');
      const other = [(Number.parseInt(first, 16) ^ 1).toString(16), ...rest, '0', '0', '0', '1'].join(':');
      expect(addressGroup(other)).not.toBe(group);
    }),
  );
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:51234', '203.0.113.7'],
  ['2001:db8::7', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['[2001:db8::7]:51234', '2001:db8::7'],
  ['"[2001:db8::7]:51234"', '2001:db8::7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  [' 203.0.113.7 ', '203.0.113.7'],
  ['unknown', '10.0.0.1'],
  ['_hidden', '10.0.0.1'],
  ['203.0.113.7:port', '10.0.0.1'],
  ['[203.0.113.7', '10.0.0.1'],
  ['', '10.0.0.1'],
])('a trusted proxy’s %j is %s', (entry, address) => {
  expect(clientAddress(`198.51.100.1, ${entry}`, '10.0.0.1', 1)).toBe(address);
  expect(clientAddress(`${entry}, 10.0.0.2`, '10.0.0.1', 2)).toBe(address);
  expect(clientAddress(entry, '10.0.0.1', 0)).toBe('10.0.0.1');
});
