import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { ExtensionEnvironment, ExtensionSummary } from '@/lib/extensions/dto';
import type { ExtensionDetails, NewExtension } from '@/lib/extensions/schema';
import type { TestRun, VersionCode } from '@/lib/handlers/dto';
import type { RecordedCall } from '@/lib/handlers/recorded/dto';
import type { HandlerTest } from '@/lib/handlers/schema';

const BASE = '/api/extensions';
const one = (number: string) => `${BASE}/${encodeURIComponent(number)}`;

export const extensionKeys = { all: ['extensions'] as const };

export const fetchExtensions = () => fetchJson<ExtensionSummary[]>(BASE);
export const postExtension = (body: NewExtension) =>
  fetchJson<{ number: string; feedId: number }>(BASE, { method: 'POST', body });
export const putExtension = (number: string, body: ExtensionDetails) =>
  fetchJson<void>(one(number), { method: 'PUT', body });
export const deleteExtension = (number: string) => fetchJson<void>(one(number), { method: 'DELETE' });
export const putCode = (number: string, code: string | null) =>
  fetchJson<void>(`${one(number)}/code`, { method: 'PUT', body: { code } });
export const fetchVersion = (number: string, version: number) =>
  fetchJson<VersionCode>(`${one(number)}/versions/${version}`);
export const fetchRecordedCalls = (number: string) => fetchJson<RecordedCall[]>(`${one(number)}/calls`);
export const postTestRun = (number: string, body: HandlerTest) =>
  fetchJson<TestRun>(`${one(number)}/test-run`, { method: 'POST', body });
export const postVersion = (number: string, note: string) =>
  fetchJson<{ version: number }>(`${one(number)}/versions`, { method: 'POST', body: { note } });
export const putPublishedVersion = (number: string, version: number) =>
  fetchJson<void>(`${one(number)}/published-version`, { method: 'PUT', body: { version } });
export const putInstallation = (number: string) =>
  fetchJson<void>(`${one(number)}/installation`, { method: 'PUT' });
export const deleteInstallation = (number: string) =>
  fetchJson<void>(`${one(number)}/installation`, { method: 'DELETE' });
export const revealAppKey = async (number: string, environment: ExtensionEnvironment) => {
  const { appKey } = await fetchJson<{ appKey: string }>(`${one(number)}/app-keys/${environment}/reveal`, {
    method: 'POST',
  });
  return appKey;
};
export const regenerateAppKey = (number: string, environment: ExtensionEnvironment) =>
  fetchJson<void>(`${one(number)}/app-keys/${environment}`, { method: 'POST' });
