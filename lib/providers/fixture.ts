import type { ForeignCall } from './foreign-call';

/** A call as a service makes it, after its documentation: cut down to what could matter, with invented values. */
export type Fixture = {
  /** The name of its golden file and of its entry in the gallery. */
  name: string;
  /** The event in the service's own words. */
  event: string;
  /** The page of the documentation. */
  document: string;
  headers?: Readonly<Record<string, string>>;
  body: Readonly<Record<string, unknown>>;
  /** When given, the call is a list of this many such bodies. */
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
