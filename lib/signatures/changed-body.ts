import 'server-only';

/** Larger bodies are not tried again: each try costs a hash of the whole. */
const MAX_BYTES = 64 * 1024;
/** Deeper JSON grows a hundredfold when it is indented, and finally cannot be written at all. */
const MAX_DEPTH = 16;

const text = (body: Uint8Array) =>
  Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');

/**
 * Bodies that the sender may have signed before a proxy, a relay or a script rewrote the body: other line ends, JSON
 * with other blanks or escapes. A signature that fits one of these was made with the right secret.
 */
export function* bodiesBefore(body: Uint8Array): Generator<Buffer> {
  if (body.length === 0 || body.length > MAX_BYTES) return;
  const sent = text(body);
  const spelled = [
    sent.trimEnd(),
    `${sent}\n`,
    `${sent}\r\n`,
    sent.trim(),
    sent.replaceAll('\r\n', '\n'),
    sent.replaceAll(/\r?\n/g, '\r\n'),
    sent.replace(/^\ufeff/, ''),
    ...jsonSpellings(sent),
  ];
  for (const one of new Set(spelled)) if (one !== sent) yield Buffer.from(one);
  // UTF-8 that was read as Latin-1 and written as UTF-8 again.
  const twice = Buffer.from(sent, 'latin1');
  if (!twice.equals(body)) yield twice;
}

const toAscii = (json: string) =>
  json.replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** JSON as common libraries write it: JavaScript, PHP, Python, Ruby and pretty-printers. */
function jsonSpellings(sent: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(sent);
  } catch {
    return [];
  }
  return isDeeper(value, MAX_DEPTH) ? [] : spellingsOf(value);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1));
}

function spellingsOf(value: unknown): string[] {
  const compact = JSON.stringify(value);
  const pretty = JSON.stringify(value, null, 2);
  const spaced = withBlanks(value);
  return [
    compact,
    `${compact}\n`,
    toAscii(compact),
    compact.replaceAll('/', '\\/'),
    toAscii(compact).replaceAll('/', '\\/'),
    spaced,
    toAscii(spaced),
    pretty,
    `${pretty}\n`,
    JSON.stringify(value, null, 4),
    JSON.stringify(value, null, '\t'),
  ];
}

/** The format of Python's `json.dumps`. */
function withBlanks(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(withBlanks).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${withBlanks(one)}`);
  return `{${members.join(', ')}}`;
}
