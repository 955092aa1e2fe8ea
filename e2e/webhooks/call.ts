import { test } from 'playwright/test';

export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; null when there is none. */
  json: Record<string, unknown> | null;
};

/**
 * Calls the server under test the way an outside service does: it knows a URL and nothing else, follows no
 * redirect and keeps no cookies.
 */
export async function call(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(new URL(path, baseUrl()), { method: 'POST', redirect: 'manual', ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text ? JSON.parse(text) : null,
  };
}

/** Posts JSON. */
export function post(path: string, payload: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return call(path, {
    body: JSON.stringify(payload),
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** Where the server under test is. */
function baseUrl(): string {
  const { baseURL } = test.info().project.use;
  if (!baseURL) throw new Error('playwright.config.ts sets no baseURL');
  return baseURL;
}

type AppCredentials = { appId: string; appKey: string };

/** The endpoints as the specification writes them, complete with the token. */
export const urlOf = {
  channel: (uniqueName: string, token: string) =>
    `/api/v2/channelsbyname/${uniqueName}/message?zapikey=${token}`,
  channelIncoming: (uniqueName: string, token: string) =>
    `/api/v2/channelsbyname/${uniqueName}/incoming?zapikey=${token}`,
  botIncoming: (uniqueName: string, token: string) => `/api/v2/bots/${uniqueName}/incoming?zapikey=${token}`,
  botMessage: (uniqueName: string, token: string) => `/api/v2/bots/${uniqueName}/message?zapikey=${token}`,
  extension: ({ appId, appKey }: AppCredentials, token: string) =>
    `/api/v2/applications/${appId}/incoming?appkey=${encodeURIComponent(appKey)}&zapikey=${token}`,
};

/** The same URL in the form that Cliq's own dialogs give people to copy. */
export function belowCompany(path: string, orgId: string): string {
  return `/company/${orgId}${path}`;
}
