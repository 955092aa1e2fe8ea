import { fetchJson, RequestFailed } from '@/components/ui/requests/fetch-json';
import type { TestCall } from '@/lib/trial-calls/dto';
import type { TestCallChoice } from '@/lib/trial-calls/schema';
import type {
  ChartRange,
  GeneratedToken,
  InvocationDetail,
  InvocationPage,
  InvocationRow,
  ListedToken,
  RevealedEndpoint,
  TokenChart,
  TokenFacts,
  TokenRow,
  UrlTargets,
} from '@/lib/webhook-tokens/dto';
import type { InvocationFilters } from '@/lib/webhook-tokens/schema';
import type { WebhookModule } from '@/lib/webhooks/endpoints/urls';

const base = '/api/webhook-tokens';

export const tokenKeys = {
  all: ['webhook-tokens'] as const,
  list: () => [...tokenKeys.all, 'list'] as const,
  targets: () => [...tokenKeys.all, 'targets'] as const,
  usage: (tokenId: string) => [...tokenKeys.all, tokenId] as const,
  facts: (tokenId: string) => [...tokenKeys.usage(tokenId), 'facts'] as const,
  chart: (tokenId: string, range: ChartRange) => [...tokenKeys.usage(tokenId), 'chart', range] as const,
  calls: (tokenId: string, filters: CallFilters) => [...tokenKeys.usage(tokenId), 'calls', filters] as const,
  lastCall: (tokenId: string, called: CalledTargets) =>
    [...tokenKeys.usage(tokenId), 'last', called] as const,
  call: (tokenId: string, id: string) => [...tokenKeys.usage(tokenId), 'call', id] as const,
};

export type CallFilters = Omit<InvocationFilters, 'before'>;

export const fetchTokens = (withinMs?: number) => fetchJson<ListedToken[]>(base, { withinMs });

export const generateToken = (name: string) =>
  fetchJson<GeneratedToken>(base, { method: 'POST', body: { name } });

export const renameToken = (tokenId: string, name: string) =>
  fetchJson<TokenRow>(`${base}/${tokenId}/name`, { method: 'PUT', body: { name } });

export const setTokenStatus = (tokenId: string, enabled: boolean) =>
  fetchJson<TokenRow>(`${base}/${tokenId}/status`, { method: 'PUT', body: { enabled } });

export const deleteToken = (tokenId: string) =>
  fetchJson<undefined>(`${base}/${tokenId}`, { method: 'DELETE' });

/** The whole token. Hand it to the clipboard and keep it nowhere. */
export const revealToken = async (tokenId: string) =>
  (await fetchJson<{ token: string }>(`${base}/${tokenId}/reveal`, { method: 'POST' })).token;

export const fetchTargets = () => fetchJson<UrlTargets>(`${base}/targets`);

/** The complete URLs of one option, secrets and all. */
export const revealEndpoints = (tokenId: string, module: string, option: string) =>
  fetchJson<RevealedEndpoint[]>(`${base}/${tokenId}/endpoints`, { method: 'POST', body: { module, option } });

export const fetchFacts = (tokenId: string) => fetchJson<TokenFacts>(`${base}/${tokenId}/usage`);

export const fetchChart = (tokenId: string, range: ChartRange) =>
  fetchJson<TokenChart>(`${base}/${tokenId}/usage/chart?range=${range}`);

export const fetchCalls = (tokenId: string, filters: InvocationFilters, signal: AbortSignal) => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  return fetchJson<InvocationPage>(`${base}/${tokenId}/usage/invocations?${query}`, { signal });
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const fetchCall = async (tokenId: string, invocationId: string) => {
  // It may come from an address that somebody mistyped.
  if (!UUID.test(invocationId)) {
    throw new RequestFailed(404, { code: 'not_found', title: 'There is no such call, or it is not yours.' });
  }
  return fetchJson<InvocationDetail>(`${base}/${tokenId}/usage/invocations/${invocationId}`);
};

/** A channel and a bot may have the same name: which of them was called is told by the endpoint. */
export type CalledTargets = { module: WebhookModule; targets: readonly string[] };
const ENDPOINTS = { channels: 'channel_', bots: 'bot_', extensions: 'application_' };

/** The newest call to one of the targets within a day that was no test; null: none. */
export const fetchLastCall = async (
  tokenId: string,
  { module, targets }: CalledTargets,
  signal: AbortSignal,
): Promise<InvocationRow | null> => {
  const pages = await Promise.all(
    targets.map((target) => fetchCalls(tokenId, { target, within: '24h' }, signal)),
  );
  const calls = pages
    .flatMap(({ rows }) => rows)
    .filter(({ outcome, endpoint }) => outcome !== 'test' && endpoint.startsWith(ENDPOINTS[module]));
  return calls.toSorted((one, other) => (one.id < other.id ? 1 : -1))[0] ?? null;
};

/** Longer than the server waits for itself. */
const TEST_WITHIN_MS = 20_000;

export const sendTestCall = (tokenId: string, choice: TestCallChoice) =>
  fetchJson<TestCall>(`${base}/${tokenId}/test-call`, {
    method: 'POST',
    body: choice,
    withinMs: TEST_WITHIN_MS,
  });
