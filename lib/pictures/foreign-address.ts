import 'server-only';
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { env } from '@/lib/env';

/** Networks outside the internet: this machine, private ones, those of carriers, of tests and multicast. */
const CLOSED: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Clouds have their metadata services here.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Of IPv6 only global unicast is allowed, without its ranges that carry IPv4 addresses or belong to nobody. */
const GLOBAL: readonly [string, number][] = [['2000::', 3]];
const CLOSED_6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closed = listOf(CLOSED, 'ipv4');
const global6 = listOf(GLOBAL, 'ipv6');
const closed6 = listOf(CLOSED_6, 'ipv6');

/**
 * Whether the server may fetch from an address: those of the internet, and those that EXTERNAL_PICTURES_ALLOW names.
 */
export function isForeignAddress(address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0) return false;
  if (allowed().check(address, family)) return true;
  return family === 'ipv4'
    ? !closed.check(address)
    : global6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}

/**
 * Looks names up for a socket, which connects to the very address that was checked, so nothing can change in between.
 * A name with one forbidden address among its addresses is refused.
 */
export const foreignLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isForeignAddress(address))) {
      return callback(new Error('the address is not one of the internet'), '', 0);
    }
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

function allowed(): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of env().EXTERNAL_PICTURES_ALLOW) {
    list.addSubnet(network, prefix, isIP(network) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function listOf(networks: readonly [string, number][], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family);
  return list;
}
