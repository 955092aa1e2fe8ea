import 'server-only';
import { API_PREFIX, type Endpoint, endpoints } from './endpoints';

export type Match = {
  endpoint: Endpoint & (typeof endpoints)[number];
  /** The addressed name or id, decoded. */
  target: string;
  /** Of the `/company/{org_id}` form. */
  orgId: string | null;
};

const COMPANY = '/company/';
const SHAPES = new Map(
  endpoints.map((endpoint) => {
    const [, collection, , action] = endpoint.path.split('/');
    return [`${collection}/${action}`, endpoint];
  }),
);

/**
 * Finds the endpoint of a path. Segments may be percent-encoded or raw; nothing is normalised: a trailing
 * slash, an empty segment, dots or a broken percent-encoding make another, unknown path.
 */
export function matchEndpoint(path: string): Match | null {
  if (!path.startsWith(`${API_PREFIX}/`)) return null;
  let rest = path.slice(API_PREFIX.length);
  let orgId: string | null = null;
  if (rest.startsWith(COMPANY)) {
    const end = rest.indexOf('/', COMPANY.length);
    orgId = end < 0 ? null : decodeSegment(rest.slice(COMPANY.length, end));
    if (orgId === null) return null;
    rest = rest.slice(end);
  }
  const segments = rest.split('/');
  if (segments.length !== 4) return null;
  const endpoint = SHAPES.get(`${segments[1]}/${segments[3]}`);
  const target = decodeSegment(segments[2] ?? '');
  return endpoint && target !== null ? { endpoint, target, orgId } : null;
}

/** Null for what cannot be a name: empty, broken percent-encoding, control characters. */
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
