import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, type Link, stateMessage } from '../draw';
import { utcText } from '../markup/durations';
import { linked } from '../markup/links';
import { at, firstLine, lineAt, lookUp } from '../markup/payload';
import type { Group, Provider, ServiceCall } from '../provider';
import { idOf, money, type Resource, resources, words } from './topics';

/**
 * Shopify's webhooks, of a shop or an app. An event that needs somebody's attention is a card; every other is a line.
 */
export const shopify: Provider = {
  name: 'shopify',
  title: 'Shopify',
  detect: (call) => topicOf(call) !== null,
  event: (call) => topicOf(call),
  render: (call) => {
    const topic = topicOf(call) ?? '';
    if (topic === 'app/uninstalled') return uninstalled(call);
    if (topic.startsWith('disputes/')) return dispute(call, topic);
    const [kind = '', action = ''] = topic.split('/');
    const resource = lookUp(resources, kind);
    return resource ? resourceEvent(call, resource, action) : null;
  },
  group,
  dedupeId: ({ headers }) => headers['x-shopify-webhook-id'] ?? null,
};

/** An order is one thread; so is a dispute, which ends. */
function group(call: ServiceCall): Group | null {
  const { payload } = call;
  const topic = topicOf(call) ?? '';
  const shop = shopOf(call);
  if (topic.startsWith('disputes/')) {
    const id = idOf(payload);
    if (id === null) return null;
    return { key: `dispute ${id} ${shop}`, state: isEnded(payload) ? 'resolved' : 'firing' };
  }
  const order = topic.startsWith('orders/') ? idOf(payload) : idOf({ id: payload.order_id });
  return order === null ? null : { key: `order ${order} ${shop}`, state: 'open' };
}

function isEnded(dispute: UncheckedObject): boolean {
  return ['won', 'lost', 'accepted', 'charge_refunded'].includes(lineAt(dispute, 'status') ?? '');
}

/** The header's topic; for a payload through a relay, the kind of its object without the action. */
function topicOf({ headers, payload }: ServiceCall): string | null {
  const named = headers['x-shopify-topic']?.toLowerCase();
  if (named) return named;
  const [, kind] =
    /^gid:\/\/shopify\/(Order|Product|Customer|DraftOrder)\//.exec(
      lineAt(payload, 'admin_graphql_api_id') ?? '',
    ) ?? [];
  return kind === undefined ? null : kind === 'DraftOrder' ? 'draft_orders' : `${kind.toLowerCase()}s`;
}

const SHOP = /^[\w-]+(?:\.[\w-]+)*\.myshopify\.com$/i;

function shopOf({ headers, payload }: ServiceCall): string | null {
  return (
    lineAt(headers, 'x-shopify-shop-domain', 100) ?? firstLine(payload, 'myshopify_domain', 'shop_domain')
  );
}

function adminOf(call: ServiceCall, path: string): string | null {
  const shop = shopOf(call);
  return shop !== null && SHOP.test(shop) ? `https://${shop}/admin${path}` : null;
}

/** Topics whose own word makes no sentence. */
const VERBS: Readonly<Record<string, string>> = {
  'orders/create': 'placed',
  'orders/partially_fulfilled': 'fulfilled in part',
  'orders/edited': 'edited',
  'carts/create': 'begun',
  'checkouts/create': 'begun',
  'refunds/create': 'given',
  'inventory_levels/connect': 'connected',
  'customers/enable': 'enabled',
  'customers/disable': 'disabled',
  'customers/data_request': 'asks for their data',
  'customers/redact': 'must be forgotten',
  'shop/redact': 'must be forgotten',
  'themes/publish': 'published',
  'bulk_operations/finish': 'finished',
};
const ACTIONS: Readonly<Record<string, string>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  '': 'changed',
};

function resourceEvent(call: ServiceCall, resource: Resource, action: string) {
  const { payload } = call;
  const topic = topicOf(call) ?? '';
  const verb = lookUp(VERBS, topic) ?? lookUp(ACTIONS, action) ?? action.replaceAll('_', ' ');
  const id = idOf(payload);
  const page = resource.folder && id !== null ? adminOf(call, `/${resource.folder}/${id}`) : null;
  const name = resource.name(payload);
  const thing = name === null ? resource.noun : `${resource.noun} ${linked(name, page)}`;
  const shop = shopOf(call);
  // The verb of `orders/paid` already says that it is paid.
  const said = resource.about?.(payload).filter((part) => part !== verb) ?? [];
  const about = [...said, shop === null || shop === name ? '' : literal(shop)];
  const order = idOf({ id: payload.order_id });
  const links: Link[] = [['Open order', order === null ? null : adminOf(call, `/orders/${order}`)]];
  return eventMessage([[`${thing} ${literal(verb)}`, ...about].filter(Boolean).join(' · ')], links);
}

function uninstalled(call: ServiceCall) {
  const { payload } = call;
  const shop = firstLine(payload, 'name', 'myshopify_domain', 'domain') ?? shopOf(call) ?? 'a shop';
  return stateMessage({
    tone: 'yellow',
    title: `App uninstalled · ${shop}`,
    facts: [
      ['shop', literal(shopOf(call) ?? '')],
      ['plan', words(payload, 'plan_display_name')],
      ['contact', literal(firstLine(payload, 'customer_email', 'email') ?? '')],
    ],
    links: [['Open shop', adminOf(call, '')]],
  });
}

function dispute(call: ServiceCall, topic: string) {
  const { payload } = call;
  const status = (lineAt(payload, 'status') ?? topic.split('/')[1] ?? 'changed').replaceAll('_', ' ');
  const tone =
    status === 'won' ? 'green' : status === 'under review' || status === 'charge refunded' ? 'yellow' : 'red';
  const order = idOf({ id: payload.order_id });
  return stateMessage({
    tone,
    title: `${kindOf(payload)} · ${status}`,
    facts: [
      ['amount', money(payload, 'amount')],
      ['reason', words(payload, 'reason')],
      ['answer due', utcText(at(payload, 'evidence_due_by'))],
      ['shop', literal(shopOf(call) ?? '')],
    ],
    links: [['Open order', order === null ? null : adminOf(call, `/orders/${order}`)]],
  });
}

function kindOf(payload: UncheckedObject): string {
  const kind = lineAt(payload, 'type', 40) ?? 'dispute';
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
