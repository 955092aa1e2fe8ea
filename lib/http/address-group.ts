import 'server-only';
import { isIPv6 } from 'node:net';

/**
 * The group of an address when failed guesses are counted: the first 64 bits of IPv6, the least that anybody is
 * given; IPv4 (also written as IPv6) whole. Other texts stay as they are.
 */
export function addressGroup(address: string): string {
  if (!isIPv6(address)) return address;
  const words = wordsOf(address);
  const isMapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
  if (isMapped)
    return words
      .slice(6)
      .flatMap((word) => [word >> 8, word & 0xff])
      .join('.');
  return `${words
    .slice(0, 4)
    .map((word) => word.toString(16))
    .join(':')}::/64`;
}

/** The eight words of an IPv6 address, however it is abbreviated. */
function wordsOf(address: string): number[] {
  const [plain = ''] = address.split('%');
  // The URL parser reads every spelling, and writes the last two words in hexadecimal.
  const canonical = new URL(`http://[${plain}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const read = (text: string) =>
    text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16));
  const [before, after] = [read(head), read(tail ?? '')];
  return tail === undefined
    ? before
    : [...before, ...Array(8 - before.length - after.length).fill(0), ...after];
}
