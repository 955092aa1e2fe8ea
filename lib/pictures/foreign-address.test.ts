import { describe, expect, it } from 'vitest';
import { foreignLookup, isForeignAddress } from './foreign-address';

describe('an address the server may fetch from', () => {
  it.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111'])('is one of the internet: %s', (address) => {
    expect(isForeignAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '2002:a00:1::',
    '2001::1',
    'fe80::1',
    'fec0::1',
    'fd00:ec2::254',
    'ff02::1',
    'localhost',
    '',
  ])('is none that belongs to this machine, a private network or nobody: %s', (address) => {
    expect(isForeignAddress(address)).toBe(false);
  });

  it('is judged in the look-up of the socket, so a name of a private address is refused', async () => {
    const error = await new Promise((resolve) => foreignLookup('localhost', {}, (reason) => resolve(reason)));
    expect(error).toMatchObject({ message: 'the address is not one of the internet' });
  });
});
