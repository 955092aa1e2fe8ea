import 'server-only';

export type SignatureHeaders = Readonly<Record<string, string>>;

/** What a call says of its signature, before anything is compared. */
export type Claimed = {
  /** As HMACs of `before`, the body and `after`; one of them has to be right. */
  macs: readonly Buffer[];
  before: string;
  after: string;
  /** Null where the signature covers no time. */
  sentAtMs: number | null;
  /** Signed with the body, the same when the call is sent again. */
  id: string | null;
};

/** The secret itself stands in the header: GitLab's older way. */
type ShownToken = { token: string };

/** Why there is nothing to compare; `header` is the one to look at. */
type Unreadable = { problem: 'missing' | 'malformed'; header: string };

/** How a service signs its calls. */
export type SignatureScheme = {
  hash: 'sha1' | 'sha256' | 'sha512';
  /** Named in refusals. */
  header: string;
  read(headers: SignatureHeaders): Claimed | ShownToken | Unreadable;
  /** The key of the HMAC; the secret as it was given where this is missing. Null: it cannot be a secret of this scheme. */
  keyOf?(secret: string): Buffer | null;
  /** A secret may also be one that `keyOf` does not know. */
  takesAnyText?: true;
};

/** A header that has nothing but `prefix` and the HMAC of the body; several may stand beside each other. */
export function ofBody(header: string, prefix: string, encoding: 'hex' | 'base64'): SignatureScheme {
  return {
    hash: 'sha256',
    header,
    read(headers) {
      const macs = macsIn(headers[header.toLowerCase()], prefix, encoding);
      return Array.isArray(macs) ? plain(macs) : { problem: macs, header };
    },
  };
}

const plain = (macs: Buffer[]): Claimed => ({ macs, before: '', after: '', sentAtMs: null, id: null });

/** The version, the time and the body, with colons: Slack, and Zoom after it. */
export function ofVersionTimeBody(header: string, timeHeader: string): SignatureScheme {
  return {
    hash: 'sha256',
    header,
    read(headers) {
      const macs = macsIn(headers[header.toLowerCase()], 'v0=', 'hex');
      if (!Array.isArray(macs)) return { problem: macs, header };
      const time = readTime(headers[timeHeader.toLowerCase()]);
      if (typeof time === 'string') return { problem: time, header: timeHeader };
      return { macs, before: `v0:${time.text}:`, after: '', sentAtMs: time.ms, id: null };
    },
  };
}

const SHAPES = { hex: /^[0-9a-f]{32,128}$/i, base64: /^[A-Za-z0-9+/_-]{20,90}={0,2}$/ };

/** The HMACs of a header; what has another prefix is left out. */
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

/** More in one header are no roll-over of secrets. */
const MAX_MACS = 10;

/** A Unix time in seconds or, with 13 digits, milliseconds. */
export function readTime(value: string | undefined): { text: string; ms: number } | 'missing' | 'malformed' {
  const text = value?.trim();
  if (!text) return 'missing';
  if (!/^\d{9,13}$/.test(text)) return 'malformed';
  return { text, ms: text.length === 13 ? Number(text) : Number(text) * 1_000 };
}
