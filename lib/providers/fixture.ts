import type { ForeignCall } from './foreign-call';

/** A call as a service makes it: written after its documentation, cut down to what could matter, with invented values. */
export type Fixture = {
  /** Of its golden, and its place in the gallery. */
  name: string;
  /** In the service's own words. */
  event: string;
  /** The page that says so. */
  document: string;
  headers?: Readonly<Record<string, string>>;
  body: Readonly<Record<string, unknown>>;
  /** Sent as a list of this many such bodies. */
  times?: number;
};

export function callOf({
  headers = {},
  body,
  times,
}: Pick<Fixture, 'headers' | 'body' | 'times'>): ForeignCall {
  const value = times === undefined ? body : Array.from({ length: times }, () => body);
  return { method: 'POST', headers, params: [], body: { value, kind: 'json' } };
}
