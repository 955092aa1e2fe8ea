import 'server-only';
import { type Endpoint, endpoints } from './table';

export type Match = {
  endpoint: Endpoint & (typeof endpoints)[number];
  /** The addressed name or id, decoded. */
  target: string;
  /** The organisation of the `/company/{org_id}` form. */
  orgId: string | null;
  version: 'v2' | 'v3';
};

/** The organisation or network may stand before `/api/v2`, as in the URLs that Cliq gives, or after it. */
const SCOPE_FIRST = /^\/(company|network)\/([^/]*)\/api\/(v[23])(\/.*)$/;
const SCOPE_AFTER = /^\/api\/(v[23])\/(company|network)\/([^/]*)(\/.*)$/;
const BARE = /^\/api\/(v[23])(\/.*)$/;

type Scoped = { version: Match['version']; scope: string | null; scopeId: string; rest: string };

/** Keys are version and path with the target left out. */
const shapes = new Map<string, (typeof endpoints)[number]>();
for (const endpoint of endpoints) {
  shapes.set(`v2/${shapeOf(endpoint.path)}`, endpoint);
  if ('v3Path' in endpoint) shapes.set(`v3/${shapeOf(endpoint.v3Path)}`, endpoint);
  // Shipped clients post by the channel's unique name in version 3 in this form.
  if (endpoint.name === 'channel_message') shapes.set('v3/channels/message', endpoint);
}

function shapeOf(path: string): string {
  const [, collection, , action] = path.split('/');
  return `${collection}/${action}`;
}

/**
 * Finds the endpoint of a path. Segments may be percent-encoded or raw. Nothing is normalised: a trailing slash, an
 * empty segment, dots or broken percent-encoding make another, unknown path.
 */
export function matchEndpoint(path: string): Match | null {
  const scoped = readScope(path);
  if (!scoped) return null;
  const { version, scope, rest } = scoped;
  const scopeId = scope === null ? null : decodeSegment(scoped.scopeId);
  if (scope !== null && scopeId === null) return null;
  const segments = rest.split('/');
  if (segments.length !== 4) return null;
  const target = decodeSegment(segments[2] ?? '');
  const endpoint = shapes.get(`${version}/${segments[1]}/${segments[3]}`);
  if (!endpoint || target === null) return null;
  // A network's name adds nothing to the target: one installation is one network.
  return { endpoint, target, orgId: scope === 'company' ? scopeId : null, version };
}

function readScope(path: string): Scoped | null {
  const before = SCOPE_FIRST.exec(path);
  if (before) {
    const [, scope = '', scopeId = '', version, rest = ''] = before;
    return { scope, scopeId, version: version as Match['version'], rest };
  }
  const after = SCOPE_AFTER.exec(path);
  if (after) {
    const [, version, scope = '', scopeId = '', rest = ''] = after;
    return { scope, scopeId, version: version as Match['version'], rest };
  }
  const [, version, rest = ''] = BARE.exec(path) ?? [];
  return version === undefined
    ? null
    : { scope: null, scopeId: '', version: version as Match['version'], rest };
}

/** Null for a segment that cannot be a name: empty, broken percent-encoding, control characters. */
function decodeSegment(segment: string): string | null {
  if (segment === '' || segment.length > 1_000) return null;
  try {
    const decoded = decodeURIComponent(segment);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused here
    return /[\u0000-\u001f\u007f]/.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}
