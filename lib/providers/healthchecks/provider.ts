import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { asArray, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { type Fact, stateMessage } from '../draw';
import { utcText } from '../markup/durations';
import { codeBlock, readLine, readText } from '../markup/foreign-text';
import { asCode } from '../markup/links';
import { lineAt, lookUp, numberAt } from '../markup/payload';
import { fieldLine, type SnakeFields, snakeFields } from '../markup/snake-fields';
import type { Tone } from '../markup/tones';
import type { Group, Provider, ServiceCall } from '../provider';

/**
 * Webhooks of Healthchecks, hosted or one's own; people write their JSON with its placeholders: `$JSON`, or `$NAME`
 * and `$STATUS`.
 */
export const healthchecks: Provider = {
  name: 'healthchecks',
  title: 'Healthchecks',
  detect,
  event: ({ payload }) => statusOf(snakeFields(payload)),
  render: ({ payload }) => check(snakeFields(payload)),
  group: ({ payload }) => {
    const fields = snakeFields(payload);
    const key = fieldLine(fields, [...IDS, ...NAMES], 500);
    const state = lookUp(GROUP_STATES, statusOf(fields));
    return key === null || state === undefined ? null : { key, state };
  },
};

const GROUP_STATES: Readonly<Record<string, Group['state']>> = { down: 'firing', up: 'resolved' };

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const IDS = ['uuid', 'check_uuid', 'code', 'check_code', 'unique_key', 'update_url', 'check_update_url'];
const NAMES = ['name', 'check_name', 'check', 'slug', 'check_slug', 'title'];

const STATES: Readonly<Record<string, Tone>> = {
  down: 'red',
  up: 'green',
  grace: 'yellow',
  late: 'yellow',
  started: 'blue',
  new: 'grey',
  paused: 'grey',
};

function statusOf(fields: SnakeFields): string | null {
  return fieldLine(fields, ['status', 'check_status', 'state'], 20)?.toLowerCase() ?? null;
}

/** Recognised by the caller, or by members that only such a check has. */
function detect({ headers, payload }: ServiceCall): boolean {
  if (!mayBe(payload)) return false;
  const fields = snakeFields(payload);
  const isNamed = fieldLine(fields, NAMES) !== null && lookUp(STATES, statusOf(fields)) !== undefined;
  if (!isNamed) return false;
  if (headers['user-agent']?.toLowerCase().startsWith('healthchecks.io')) return true;
  const isCheck = fields.has('n_pings') || fields.has('check_n_pings');
  return isCheck || UUID.test(fieldLine(fields, ['code', 'uuid', 'check_code'], 40) ?? '');
}

/** A cheap test first: most payloads have none of these members. */
function mayBe(payload: UncheckedObject): boolean {
  return Object.keys(payload).some((key) => /^(?:check|status|state|check_?status)$/i.test(key));
}

function check(fields: SnakeFields) {
  const status = statusOf(fields);
  const name = fieldLine(fields, NAMES);
  if (status === null || name === null) return null;
  const own = (key: string) => fields.get(key) ?? fields.get(`check_${key}`);
  const description = readText(own('desc') ?? own('description') ?? fields.get('message'), 1_000);
  const body = readText(own('body'), 2_000);
  return stateMessage({
    tone: lookUp(STATES, status) ?? 'grey',
    title: `${name} · ${status}`,
    lines: [description && literal(description.trim()), body && codeBlock(body, 2_000)],
    facts: factsOf(own),
    links: [['Open check', pageOf(own('update_url'))]],
  });
}

function factsOf(own: (key: string) => unknown): Fact[] {
  const line = (key: string) => lineAt({ value: own(key) }, 'value');
  const schedule = line('schedule');
  const zone = line('tz');
  const period = numberAt({ period: own('timeout') }, 'period') ?? 0;
  const exit = line('exitstatus') ?? line('exit_status');
  return [
    ['last ping', utcText(own('last_ping'))],
    ['expected', period > 0 && period < 1e9 ? `every ${inWords(period)}` : null],
    ['schedule', schedule && `${asCode(schedule)}${zone === null ? '' : ` ${literal(zone)}`}`],
    ['exit status', exit === null || exit === '-1' || exit === '0' ? null : literal(exit)],
    ['tags', literal(tagsOf(own('tags')) ?? '')],
    ['at', utcText(own('now'))],
  ];
}

/** Periods are configured as whole minutes, hours or days. */
function inWords(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ] as const;
  const [size, name] = units.find(([one]) => seconds % one === 0) ?? [1, 'second'];
  const count = Math.round(seconds / size);
  return count === 1 ? name : `${count} ${name}s`;
}

function tagsOf(tags: unknown): string | null {
  const list = asArray(tags).filter((tag) => typeof tag === 'string');
  return lineAt({ tags: Array.isArray(tags) ? list.slice(0, 10).join(' ') : tags }, 'tags');
}

/** The check's page, made from its address in the API. Its `ping_url` will not do: opening it would be a ping. */
function pageOf(address: unknown): string | null {
  const [, origin, id] =
    /^(https?:\/\/[^/\s]+)\/api\/v\d+\/checks\/([^/\s]+)$/.exec(readLine(address, 1_000) ?? '') ?? [];
  return origin === undefined || !UUID.test(id ?? '') ? null : `${origin}/checks/${id}/details/`;
}
