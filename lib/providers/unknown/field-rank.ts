import 'server-only';

/** Names of fields that a person asks for first. */
const TELLING =
  /^(?:status|state|severity|level|priority|result|outcome|conclusion|environment|env|stage|service|application|app|host|hostname|instance|server|node|project|repo|repository|branch|ref|version|release|user|username|author|actor|sender|owner|customer|email|amount|total|currency|job|pipeline|build|number|region|cluster|namespace|device|sensor|value|count|duration|url|link|href|html_?url|web_?url|permalink)$/i;
/** Names of fields that only programs ask for. */
const TECHNICAL =
  /(?:^|_)(?:id|ids|uid|uuid|guid|sha|hash|etag|token|key|signature|checksum|cursor|timestamp|timestamps|time|date|nonce|node|gravatar|avatar|icon|schema|format|locale)s?$|(?:Id|Uuid|Hash|At|Time|Date)$|_at$|^(?:created|updated|modified|before|after|specversion|api_?version)$|_url$/i;
const MAX_SHORT = 160;

/** How little a field matters to a reader, from 0. */
export function rankOf(path: string, value: string, depth: number): number {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const kind = TELLING.test(name) ? 0 : TECHNICAL.test(name) ? 2 : 1;
  return kind + Math.max(0, depth - 1) + (value.length > MAX_SHORT ? 1 : 0);
}
