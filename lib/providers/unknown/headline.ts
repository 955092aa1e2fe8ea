import 'server-only';
import { readLine, readText } from '../markup/foreign-text';
import { isHtml, markdownOfHtml } from './html';
import { nodesOf, type PayloadNode } from './nodes';
import { wordsOf } from './words';

/** The title and body that a payload itself names, and their paths, so that nothing is shown twice. */
export type Headline = { title: string | null; body: Body | null; paths: ReadonlySet<string> };
type Body = { text: string; isMarkdown: boolean };

/** In order of preference, in lower case and without separators. */
const TITLES = [
  'title',
  'subject',
  'headline',
  'summary',
  'alertname',
  'alerttitle',
  'eventtitle',
  'heading',
];
const BODIES = [
  'message',
  'text',
  'msg',
  'description',
  'body',
  'content',
  'details',
  'detail',
  'reason',
  'note',
  'output',
];
/** What an object below a title says of it. */
const SAYINGS = ['message', 'text', 'msg'];
/** Members that name a kind of thing rather than the thing; a last resort. */
const KINDS = [
  'eventname',
  'event',
  'eventtype',
  'detailtype',
  'name',
  'topic',
  'type',
  'action',
  'kind',
  'method',
];
/** The last word of a longer name for a title (`ProblemTitle`, `monitorFriendlyName`). */
const TITLE_ENDS = new Set(['title', 'subject', 'headline', 'summary']);
const NAME_ENDS = /^(?:friendly|display|check|monitor|alert|rule|search|workspace|workflow|job)$/;
/** Objects that say who, or from where: their names are no title. */
const BESIDE =
  /^(?:meta|metadata|page|user|sender|actor|author|owner|creator|customer|organi[sz]ation|org|account|team|company|webhook|hook|subscription|app|application|integration|source|from|by|assignee|installation)$/i;
const MAX_TITLE = 200;
const MAX_BODY = 2_000;

type Found = { value: string; path: string };
type Node = PayloadNode & { members: Map<string, Member> };
type Member = { key: string; value: unknown };

/**
 * Looks at the top of a payload, then at the objects below it, level by level. Without a title, the nearest name is
 * one; without either, the kind of the event.
 */
export function headlineOf(payload: unknown): Headline {
  const nodes: Node[] = nodesOf(payload).map((node) => ({ ...node, members: membersOf(node.record) }));
  const below = nodes.filter(
    ({ depth, path, isOneOfSeveral }) => depth === 1 && !isOneOfSeveral && !isBeside(path),
  );
  for (const node of nodes) {
    const title = titleIn(node);
    const body = firstOf(node, BODIES);
    if (body) return headline(title ?? nameAbove(node, nodes), body, node);
    if (title) return headline(title, firstIn(below, SAYINGS), node);
  }
  const top = nodes.slice(0, 1);
  const title = firstIn(top, KINDS) ?? firstIn(below, ['name']) ?? firstIn([...top, ...below], KINDS);
  return headline(title, undefined, undefined);
}

function headline(title: Found | undefined, body: Found | undefined, node: Node | undefined): Headline {
  const line = title ? readLine(title.value, MAX_TITLE) : null;
  const plain = body ? readText(body.value, MAX_BODY) : null;
  const text = plain !== null && plain.trim() !== line ? plain : null;
  const paths = new Set([line && title?.path, plain && body?.path].flatMap((path) => path || []));
  const rich = body && node ? markdownOf(body, node, paths) : null;
  return { title: line, body: text === null ? null : (rich ?? { text, isMarkdown: false }), paths };
}

/**
 * A body that is HTML, or says that it is Markdown: between `%%%` (Datadog), or beside its text (Azure DevOps).
 */
function markdownOf({ value }: Found, { members, path }: Node, paths: Set<string>): Body | null {
  const fenced = betweenFences(value);
  if (fenced !== null) return { text: fenced, isMarkdown: true };
  const whole = readText(value, 4 * MAX_BODY);
  if (whole !== null && isHtml(whole)) return { text: markdownOfHtml(whole), isMarkdown: true };
  const markdown = members.get('markdown');
  const text = typeof markdown?.value === 'string' ? readText(markdown.value, MAX_BODY) : null;
  if (!markdown || !text || members.get('text')?.value !== value) return null;
  for (const key of [markdown.key, members.get('html')?.key]) if (key) paths.add(joined(path, key));
  return { text, isMarkdown: true };
}

/** What stands between two lines of `%%%`. */
function betweenFences(value: string): string | null {
  const fenced = value.trim();
  if (fenced.length < 6 || !fenced.startsWith('%%%') || !fenced.endsWith('%%%')) return null;
  const inner = fenced.slice(3, -3);
  const lineEnd = inner.indexOf('\n');
  return lineEnd === -1 || inner.slice(0, lineEnd).trim() !== '' ? null : inner.slice(lineEnd + 1).trimEnd();
}

function titleIn(node: Node): Found | undefined {
  return firstOf(node, TITLES) ?? found(node, [...node.members.values()].find(isLongTitle));
}

function isLongTitle({ key, value }: Member): boolean {
  const words = wordsOf(key);
  const [before, last = ''] = words.slice(-2);
  if (before === undefined || words.length < 2 || !isTextual(value)) return false;
  return TITLE_ENDS.has(last) || (last === 'name' && NAME_ENDS.test(before));
}

/** The name of the object that holds the body, or of one around it. */
function nameAbove({ path }: Node, nodes: readonly Node[]): Found | undefined {
  const around = nodes.filter(
    (one) =>
      one.depth > 0 && !one.isOneOfSeveral && !isBeside(one.path) && `${path}.`.startsWith(`${one.path}.`),
  );
  return firstIn(around.toReversed(), ['name']);
}

const isBeside = (path: string) => BESIDE.test(path.split('.').findLast((name) => name !== '0') ?? '');
const joined = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

/** Members by their names without case and separators; the first of several equal names counts. */
function membersOf(record: object): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const [key, value] of Object.entries(record)) {
    const name = key.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
    if (!members.has(name)) members.set(name, { key, value });
  }
  return members;
}

function firstIn(nodes: readonly Node[], names: readonly string[]): Found | undefined {
  for (const node of nodes) {
    const one = firstOf(node, names);
    if (one) return one;
  }
  return undefined;
}

/** The first of the named members that holds a text other than an address. */
function firstOf(node: Node, names: readonly string[]): Found | undefined {
  for (const name of names) {
    const member = node.members.get(name);
    if (member && isTextual(member.value)) return found(node, member);
  }
  return undefined;
}

function found({ path }: Node, member: Member | undefined): Found | undefined {
  return member && typeof member.value === 'string'
    ? { value: member.value, path: joined(path, member.key) }
    : undefined;
}

function isTextual(value: unknown): boolean {
  const text = typeof value === 'string' ? value.trim() : '';
  return text !== '' && !/^https?:\/\/\S+$/.test(text) && readText(text, MAX_BODY) !== null;
}
