import { route } from '@/lib/http/route';
import { chartQuerySchema, tokenParamsSchema } from '@/lib/webhook-tokens/schema';
import { tokenChart } from '@/lib/webhook-tokens/token-chart';

export const GET = route(
  { gate: 'steppedUp', params: tokenParamsSchema, query: chartQuerySchema },
  ({ user, params, query }) => tokenChart(user, params.tokenId, query.range),
);
