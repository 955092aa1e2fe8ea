import 'server-only';
import { wordsOf } from './words';

/** Names of fields that a person asks for first. */
const TELLING =
  /^(?:status|state|severity|level|priority|result|outcome|conclusion|environment|env|stage|service|application|app|host|hostname|instance|server|node|project|repo|repository|branch|ref|version|release|user|username|author|actor|sender|owner|customer|email|amount|total|currency|job|pipeline|build|number|region|cluster|namespace|device|sensor|value|count|duration)$/i;
/** The last words of longer names that do the same: the state before and after, the name of a workspace. */
const TELLING_ENDS = new Set([
  'name',
  'title',
  'status',
  'state',
  'severity',
  'impact',
  'priority',
  'result',
  'reason',
  'cause',
  'error',
  'branch',
  'event',
  'environment',
]);
/** Names of fields that only programs ask for. */
const TECHNICAL =
  /(?:^|_)(?:id|ids|uid|uuid|guid|sha|hash|etag|token|key|signature|checksum|cursor|timestamp|timestamps|time|date|nonce|node|gravatar|avatar|icon|schema|format|locale)s?$|(?:Id|Uuid|Hash|At|Time|Timestamp|Date)$|_at$|^(?:created|updated|modified|before|after|specversion|(?:api|event|payload|resource|schema)_?version)$/i;
const ADDRESS = /^https?:\/\/\S+$/;
/** Addresses for programs, or beside the matter. */
const PROGRAMS = /^https?:\/\/api[.-]|\/_?apis?\/|\/rest\/|\.(?:pem|png|jpe?g|gif|svg|git)(?:\?|$)/i;
const BESIDE_WORDS =
  /^(?:api|avatar|avatars|clone|docs?|documentation|git|gravatar|hooks?|icon|image|logo|picture|photo|self|ssh|sign|signing|thumb|thumbnail|unsubscribe|cancel|statuses)$/;
const MAX_SHORT = 160;

/** How little a field matters to a reader, from 0. */
export function rankOf(path: string, value: string, depth: number): number {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const kind = ADDRESS.test(value) ? addressKind(name, value) : kindOf(name);
  return kind + Math.max(0, depth - 1) + (value.length > MAX_SHORT ? 1 : 0);
}

function kindOf(name: string): number {
  if (TELLING.test(name)) return 0;
  if (TECHNICAL.test(name)) return 2;
  return TELLING_ENDS.has(wordsOf(name).at(-1) ?? '') ? 0 : 1;
}

/** An address that a person may open is among the first things to show. */
function addressKind(name: string, value: string): number {
  return PROGRAMS.test(value) || wordsOf(name).some((word) => BESIDE_WORDS.test(word)) ? 2 : 0;
}
