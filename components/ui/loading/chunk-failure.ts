import { hasUnsaved } from '@/components/unsaved/unsaved';
import { noteUnanswered } from '../requests/connection';

/** What can be done about code that did not arrive. `newer`: the person reloads when it suits them. */
export type ChunkAnswer = 'reloading' | 'newer' | 'unreachable';

const RELOADED_KEY = 'postern-reloaded-build';

/** Whether the error is about code of the page that could not be fetched: an update took it away, or the connection broke. */
export function isChunkFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'ChunkLoadError' ||
    /failed to load chunk|loading (css )?chunk|dynamically imported module|module script failed|module factory is not available/i.test(
      error.message,
    )
  );
}

/**
 * Reloads the page, which brings the newer build: once a build, never over something unsaved, and only when there is a server
 * to reload from.
 */
export async function answerChunkFailure(): Promise<ChunkAnswer> {
  if (!(await isServing())) return 'unreachable';
  if (hasUnsaved() || !noteReload()) return 'newer';
  window.location.reload();
  return 'reloading';
}

async function isServing(): Promise<boolean> {
  try {
    return (await fetch('/api/health', { cache: 'no-store' })).ok;
  } catch {
    noteUnanswered();
    return false;
  }
}

/** False when this build has had its reload. */
function noteReload(): boolean {
  const build = document.documentElement.dataset.build ?? '';
  try {
    if (sessionStorage.getItem(RELOADED_KEY) === build) return false;
    sessionStorage.setItem(RELOADED_KEY, build);
    return true;
  } catch {
    // Without storage a reload could repeat for ever, so there is none.
    return false;
  }
}
