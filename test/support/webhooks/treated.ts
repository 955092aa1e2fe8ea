import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { allFixtures } from '@/lib/providers/all-fixtures';
import { callOf } from '@/lib/providers/fixture';
import type { ForeignCall } from '@/lib/providers/foreign-call';
import { AUTOMATIC, type Understanding } from '@/lib/understanding/schema';
import { understandAs } from '@/lib/understanding/understand-as';

const NOON = new Date('2026-03-02T12:00:00Z');
export const jsonCall = (value: unknown, headers: Record<string, string> = {}): ForeignCall => ({
  method: 'POST',
  headers,
  params: [],
  body: { value, kind: typeof value === 'string' ? 'text' : 'json' },
});
export const treated = (call: ForeignCall, set: Partial<Understanding>, at = NOON) =>
  understandAs(call, { named: true, understanding: { ...AUTOMATIC, ...set }, at, place: '#ops' });
export const fixture = (service: string, event: string) =>
  callOf(allFixtures[service]!.find((one) => one.event === event)!);
export const shown = (text = '') => plainText(parseMarkup(text));
export const ALERT = {
  alert: { labels: { severity: 'high', host: 'db-1' }, value: 93.5, ok: false, none: null },
  run: { url: 'https://ci.example/7?a=1', log: 'line 1\nline 2' },
  tags: ['a', 'b'],
};
