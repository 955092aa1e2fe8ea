import type { APIRequestContext, APIResponse } from 'playwright/test';

/** One call of the Webhook Tokens module. */
export type ModuleCall = { name: string; method: string; path: string; data?: object };

const base = '/api/webhook-tokens';

/** Every call of the module that concerns no token in particular. */
export const calls: readonly ModuleCall[] = [
  { name: 'list', method: 'GET', path: base },
  { name: 'generate', method: 'POST', path: base, data: { name: 'One more' } },
  { name: 'targets', method: 'GET', path: `${base}/targets` },
];

/** Every call of the module about one token, one of its invocations and one channel. Delete is the last. */
export function callsOf(tokenId: string, invocationId: string, channel: string): readonly ModuleCall[] {
  const token = `${base}/${tokenId}`;
  return [
    { name: 'rename', method: 'PUT', path: `${token}/name`, data: { name: 'Mine now' } },
    { name: 'status', method: 'PUT', path: `${token}/status`, data: { enabled: false } },
    { name: 'copy', method: 'POST', path: `${token}/reveal` },
    {
      name: 'endpoints',
      method: 'POST',
      path: `${token}/endpoints`,
      data: { module: 'channels', option: channel },
    },
    { name: 'usage', method: 'GET', path: `${token}/usage` },
    { name: 'chart', method: 'GET', path: `${token}/usage/chart` },
    { name: 'calls', method: 'GET', path: `${token}/usage/invocations` },
    { name: 'call', method: 'GET', path: `${token}/usage/invocations/${invocationId}` },
    { name: 'events', method: 'GET', path: `${token}/events` },
    { name: 'delete', method: 'DELETE', path: token },
  ];
}

/** Makes the call with the cookies of a browser. */
export function make(
  request: APIRequestContext,
  { method, path, data }: ModuleCall,
  headers: Record<string, string> = {},
): Promise<APIResponse> {
  return request.fetch(path, { method, data, headers });
}
