import { fetchAhead } from '@/components/ui/loading/fetch-ahead';

/**
 * Fetches the code of the pages that the navigation leads to once the page at hand has nothing else to do: whoever goes there
 * waits for the page alone. The pages themselves are asked for when they are pointed at.
 */
export function fetchPagesAhead() {
  fetchAhead(() => import('@/components/feeds/feed'));
  fetchAhead(() => import('@/components/channels/channel-header'));
  fetchAhead(() => import('@/components/webhook-tokens/token-list'));
  fetchAhead(() => import('@/components/channels/channel-list'));
  fetchAhead(() => import('@/components/bots/bot-list'));
  fetchAhead(() => import('@/components/members/members'));
}
