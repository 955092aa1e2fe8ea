import 'server-only';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { isSafeImage } from '@/lib/files/file-policy';
import { TypeSniffer } from '@/lib/files/sniff-type';
import { foreignLookup, isForeignAddress } from './foreign-address';

const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 3;

export type Picture = { type: string; bytes: Buffer };

/**
 * Fetches a picture from the internet: without cookies, credentials and referrer, at most 5 MB in ten seconds. Each
 * of at most three redirects is judged like the first address.
 * @throws when it is not a bitmap, or cannot be fetched.
 */
export async function fetchPicture(address: string): Promise<Picture> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = new URL(address);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const answer = await get(url, signal);
    if ('bytes' in answer) return recognised(answer.bytes);
    url = new URL(answer.location, url);
  }
  throw new Error('too many redirects');
}

function get(url: URL, signal: AbortSignal): Promise<{ bytes: Buffer } | { location: string }> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('not http or https');
  if (url.username !== '' || url.password !== '') throw new Error('credentials in the address');
  // A socket looks up names only, so a literal address is judged here.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isForeignAddress(host)) throw new Error('the address is not one of the internet');
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'Postern' };
  return new Promise((resolve, reject) => {
    const sent = request(url, { lookup: foreignLookup, agent: false, signal, headers }, (response) => {
      const { statusCode = 0, headers: got } = response;
      const fail = (reason: string) => {
        reject(new Error(reason));
        sent.destroy();
      };
      if (statusCode >= 300 && statusCode < 400 && got.location) {
        resolve({ location: got.location });
        sent.destroy();
        return;
      }
      if (statusCode !== 200) return fail(`answered ${statusCode}`);
      const pieces: Buffer[] = [];
      let size = 0;
      response.on('data', (piece: Buffer) => {
        size += piece.length;
        if (size > MAX_BYTES) fail('too large');
        else pieces.push(piece);
      });
      response.on('end', () => resolve({ bytes: Buffer.concat(pieces) }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function recognised(bytes: Buffer): Promise<Picture> {
  const sniffer = new TypeSniffer();
  sniffer.add(bytes);
  const type = await sniffer.end();
  if (!isSafeImage(type)) throw new Error('no picture');
  return { type, bytes };
}
