import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { BotSummary } from '@/lib/bots/dto';
import type { BotDetails, NewBot } from '@/lib/bots/schema';
import type { TestRun, VersionCode } from '@/lib/handlers/dto';
import type { RecordedCall } from '@/lib/handlers/recorded/dto';
import type { HandlerTest } from '@/lib/handlers/schema';

const BASE = '/api/bots';
const one = (uniqueName: string) => `${BASE}/${encodeURIComponent(uniqueName)}`;

export const botKeys = { all: ['bots'] as const };

export const fetchBots = () => fetchJson<BotSummary[]>(BASE);
export const postBot = (body: NewBot) =>
  fetchJson<{ id: string; feedId: number; uniqueName: string }>(BASE, { method: 'POST', body });
export const putBot = (uniqueName: string, body: BotDetails) =>
  fetchJson<void>(one(uniqueName), { method: 'PUT', body });
export const deleteBot = (uniqueName: string) => fetchJson<void>(one(uniqueName), { method: 'DELETE' });
export const putHandler = (uniqueName: string, code: string | null) =>
  fetchJson<void>(`${one(uniqueName)}/handler`, { method: 'PUT', body: { code } });
export const putVersion = (uniqueName: string, version: number) =>
  fetchJson<void>(`${one(uniqueName)}/version`, { method: 'PUT', body: { version } });
export const fetchVersion = (uniqueName: string, version: number) =>
  fetchJson<VersionCode>(`${one(uniqueName)}/versions/${version}`);
export const fetchRecordedCalls = (uniqueName: string) =>
  fetchJson<RecordedCall[]>(`${one(uniqueName)}/calls`);
export const postTestRun = (uniqueName: string, body: HandlerTest) =>
  fetchJson<TestRun>(`${one(uniqueName)}/test-run`, { method: 'POST', body });
export const putSubscription = (uniqueName: string) =>
  fetchJson<void>(`${one(uniqueName)}/subscription`, { method: 'PUT' });
export const deleteSubscription = (uniqueName: string) =>
  fetchJson<void>(`${one(uniqueName)}/subscription`, { method: 'DELETE' });
