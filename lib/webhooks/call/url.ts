import 'server-only';
import { remember } from '@/lib/remember';
import { type Match, matchEndpoint } from '../endpoints/match';
import type { Call } from './call';
import { type Credentials, readCredentials } from './credentials';
import { type Redactor, redactorFor } from './redact';
import { readFields } from './url-fields';

/** A URL without its credentials, which may be shown, stored or run. */
export type CleanUrl = { path: string; params: [string, string][]; query: string; repair: string | null };

/** All that a URL says by itself. */
export type CallUrl = {
  match: Match | null;
  params: URLSearchParams;
  /** Why the query was not read as UTF-8, for the owner's history; null when it was. */
  repair: string | null;
  /** The credentials of the query alone; null when they contradict each other. */
  credentials: Credentials | null;
  redactor: Redactor;
  clean(): CleanUrl;
};

const NO_HEADERS: Call['headers'] = {};

/**
 * Reads path and query. Senders post to the same few URLs again and again, so the result is remembered, in memory
 * only.
 */
export function readCallUrl(path: string, query: string): CallUrl {
  return readWhole(query === '' ? path : `${path}?${query}`);
}

const readWhole = remember(
  (url: string): CallUrl => {
    const queryAt = url.indexOf('?');
    const path = queryAt < 0 ? url : url.slice(0, queryAt);
    const { fields, repair } = readFields(queryAt < 0 ? '' : url.slice(queryAt + 1), null);
    const params = new URLSearchParams(fields);
    const credentials = credentialsInQuery(params);
    const redactor = redactorFor(credentials?.secrets ?? []);
    let shown: CleanUrl | undefined;
    const clean = () => {
      shown ??= cleanUrl(path, { params, repair }, redactor);
      return shown;
    };
    return { match: matchEndpoint(path), params, repair, credentials, redactor, clean };
  },
  { entries: 2_000, maxLength: 1_000 },
);

function credentialsInQuery(params: URLSearchParams): Credentials | null {
  try {
    return readCredentials(params, NO_HEADERS);
  } catch {
    return null;
  }
}

export function cleanUrl(
  path: string,
  { params, repair }: Pick<CallUrl, 'params' | 'repair'>,
  redactor: Redactor,
): CleanUrl {
  const shown = redactor.params(params);
  return { path: redactor.text(path), params: shown, query: new URLSearchParams(shown).toString(), repair };
}
