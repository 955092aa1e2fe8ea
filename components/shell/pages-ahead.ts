import { fetchAhead } from '@/components/ui/loading/fetch-ahead';

const elsewhere = { elsewhere: true };

/**
 * Fetches the code of the pages that the navigation leads to once the page at hand has nothing else to do: whoever goes there
 * waits for the page alone. The pages themselves are asked for when they are pointed at.
 */
export function fetchPagesAhead() {
  fetchAhead(() => import('@/components/feeds/feed'), elsewhere);
  fetchAhead(() => import('@/components/channels/channel-header'), elsewhere);
  fetchAhead(() => import('@/components/webhook-tokens/token-list'), elsewhere);
  fetchAhead(() => import('@/components/channels/channel-list'), elsewhere);
  fetchAhead(() => import('@/components/bots/bot-list'), elsewhere);
  fetchAhead(() => import('@/components/members/members'), elsewhere);
}
