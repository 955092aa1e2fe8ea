import type { InvalidateQueryFilters, QueryClient } from '@tanstack/react-query';

/**
 * Fetches anew what `filters` match, one refresh after the other. A fetch under way is not cancelled, since somebody may have asked
 * for it; it may be older than the news, so another follows it.
 */
export function refreshInTurn(client: QueryClient, filters: InvalidateQueryFilters): () => Promise<void> {
  let isDue = false;
  let isRunning = false;
  return async () => {
    isDue = true;
    if (isRunning) return;
    isRunning = true;
    while (isDue) {
      // What nobody looks at any more is not waited for below.
      isDue = client.isFetching({ ...filters, type: 'active' }) > 0;
      await client.invalidateQueries(filters, { cancelRefetch: false });
    }
    isRunning = false;
  };
}
