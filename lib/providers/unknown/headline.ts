import 'server-only';
import { asRecord } from '@/lib/messages/parts/unchecked';
import { readLine, readText } from '../markup/foreign-text';

/** The title and body that a payload itself names, and their paths, so that nothing is shown twice. */
export type Headline = { title: string | null; body: string | null; paths: ReadonlySet<string> };

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
];
/** Members that name a kind of thing rather than the thing; a last resort. */
const KINDS = ['eventname', 'event', 'eventtype', 'name', 'type', 'action', 'topic', 'kind', 'method'];
const MAX_TITLE = 200;
const MAX_BODY = 2_000;

/** Looks at the top of a payload, then at the objects directly below it. */
export function headlineOf(payload: unknown): Headline {
  const top = asRecord(payload);
  if (!top) return { title: null, body: null, paths: new Set() };
  const inner = Object.entries(top).flatMap(([key, value]): [string, object][] => {
    const record = asRecord(value);
    return record ? [[`${key}.`, record]] : [];
  });
  for (const [prefix, record] of [['', top] as [string, object], ...inner.slice(0, 10)]) {
    const found = headlineIn(record, prefix);
    if (found) return found;
  }
  const kind = firstOf(membersOf(top), KINDS);
  const title = kind && readLine(kind.value, MAX_TITLE);
  return title
    ? { title, body: null, paths: new Set([kind.key]) }
    : { title: null, body: null, paths: new Set() };
}

type Member = { key: string; value: unknown };

function headlineIn(record: object, prefix: string): Headline | null {
  const members = membersOf(record);
  const titleMember = firstOf(members, TITLES);
  const bodyMember = firstOf(members, BODIES);
  const title = titleMember && readLine(titleMember.value, MAX_TITLE);
  const body = bodyMember && readText(bodyMember.value, MAX_BODY);
  if (!title && !body) return null;
  const paths = new Set(
    [title && titleMember, body && bodyMember].flatMap((one) => (one ? [prefix + one.key] : [])),
  );
  return { title: title || null, body: body && body.trim() !== title ? body : null, paths };
}

/** Members by their names without case and separators; the first of several equal names counts. */
function membersOf(record: object): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const [key, value] of Object.entries(record)) {
    const name = key.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
    if (!members.has(name)) members.set(name, { key, value });
  }
  return members;
}

/** The first of the named members that holds a text other than an address. */
function firstOf(members: Map<string, Member>, names: readonly string[]): Member | undefined {
  for (const name of names) {
    const member = members.get(name);
    const text = typeof member?.value === 'string' ? member.value.trim() : '';
    if (text !== '' && !/^https?:\/\/\S+$/.test(text) && readText(text, MAX_BODY)) return member;
  }
  return undefined;
}
