import 'server-only';

export type SignatureHeaders = Readonly<Record<string, string>>;

/** What a call claims about its signature, before anything is compared. */
export type Claimed = {
  /** The header that was read: refusals name it. */
  header: string;
  /** HMACs of `before`, the body and `after`; one of them has to be right. */
  macs: readonly Buffer[];
  before: string;
  after: string;
  /** Null when the signature covers no time. */
  sentAtMs: number | null;
  /** An id that is signed with the body and stays the same when the call is sent again. */
  id: string | null;
};

/** The header holds the secret itself: GitLab's older way. */
type ShownToken = { token: string; header: string };

/** Why there is nothing to compare; `header` names the culprit. */
type Unreadable = { problem: 'missing' | 'malformed'; header: string };

/** How a service signs its calls. */
export type SignatureScheme = {
  hash: 'sha1' | 'sha256' | 'sha512';
  read(headers: SignatureHeaders): Claimed | ShownToken | Unreadable;
  /**
   * The key of the HMAC; when missing, the secret as it was given. Null when the text cannot be a secret of this
   * scheme.
   */
  keyOf?(secret: string): Buffer | null;
  /** A secret may also be a text that `keyOf` cannot read. */
  takesAnyText?: true;
};

/** A header that contains only `prefix` and the HMAC of the body, or several of them. */
export function ofBody(header: string, prefix: string, encoding: 'hex' | 'base64'): SignatureScheme {
  return {
    hash: 'sha256',
    read(headers) {
      const macs = macsIn(headers[header.toLowerCase()], prefix, encoding);
      return Array.isArray(macs) ? plain(header, macs) : { problem: macs, header };
    },
  };
}

/** HMACs of the body alone. */
export const plain = (header: string, macs: Buffer[]): Claimed => ({
  header,
  macs,
  before: '',
  after: '',
  sentAtMs: null,
  id: null,
});

/** The HMAC of version, time and body, joined by colons: Slack's scheme, and Zoom's after it. */
export function ofVersionTimeBody(header: string, timeHeader: string): SignatureScheme {
  return {
    hash: 'sha256',
    read(headers) {
      const macs = macsIn(headers[header.toLowerCase()], 'v0=', 'hex');
      if (!Array.isArray(macs)) return { problem: macs, header };
      const time = readTime(headers[timeHeader.toLowerCase()]);
      if (typeof time === 'string') return { problem: time, header: timeHeader };
      return { header, macs, before: `v0:${time.text}:`, after: '', sentAtMs: time.ms, id: null };
    },
  };
}

const SHAPES = { hex: /^[0-9a-f]{32,128}$/i, base64: /^[A-Za-z0-9+/_-]{20,90}={0,2}$/ };

/** The HMACs in a header; values with another prefix are left out. */
export function macsIn(
  value: string | undefined,
  prefix: string,
  encoding: 'hex' | 'base64',
): Buffer[] | 'missing' | 'malformed' {
  if (!value?.trim()) return 'missing';
  const macs = value
    .split(/[\s,]+/)
    .filter((part) => part.startsWith(prefix))
    .map((part) => part.slice(prefix.length))
    .filter((part) => SHAPES[encoding].test(part))
    .slice(0, MAX_MACS)
    .map((part) => Buffer.from(part, encoding));
  return macs.length > 0 ? macs : 'malformed';
}

/** A change of secrets never needs more in one header. */
const MAX_MACS = 10;

/** A Unix time in seconds or, with 13 digits, milliseconds. */
export function readTime(value: string | undefined): { text: string; ms: number } | 'missing' | 'malformed' {
  const text = value?.trim();
  if (!text) return 'missing';
  if (!/^\d{9,13}$/.test(text)) return 'malformed';
  return { text, ms: text.length === 13 ? Number(text) : Number(text) * 1_000 };
}
