import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { linked } from '../markup/links';
import { at, firstLine, lineAt, numberAt, recordsAt } from '../markup/payload';

/** The noun for a resource, the fields that name it, the facts about it, and its folder in the shop's admin. */
export type Resource = {
  noun: string;
  /** Plain text; null when it has no name and is called "a …". */
  name: (thing: UncheckedObject) => string | null;
  /** Markup; empty entries are left out. */
  about?: (thing: UncheckedObject) => string[];
  folder?: string;
};

const named =
  (...paths: string[]) =>
  (thing: UncheckedObject) =>
    firstLine(thing, ...paths);

/** By the first part of the topic. */
export const resources: Readonly<Record<string, Resource>> = {
  orders: { noun: 'Order', name: named('name', 'order_number', 'id'), about: orderFacts, folder: 'orders' },
  draft_orders: { noun: 'Draft order', name: named('name', 'id'), about: orderFacts, folder: 'draft_orders' },
  checkouts: { noun: 'Checkout', name: named('name', 'id'), about: orderFacts },
  carts: { noun: 'Cart', name: () => null, about: (cart) => [itemsOf(cart)] },
  refunds: {
    noun: 'Refund',
    name: () => null,
    about: (refund) => [refunded(refund), literal(lineAt(refund, 'note') ?? '')],
  },
  fulfillments: { noun: 'Fulfillment', name: named('name', 'id'), about: shipment },
  order_transactions: {
    noun: 'Transaction',
    name: () => null,
    about: (one) => [money(one, 'amount'), words(one, 'kind'), words(one, 'status'), words(one, 'gateway')],
  },
  products: {
    noun: 'Product',
    name: named('title', 'id'),
    about: (one) => [literal(lineAt(one, 'vendor') ?? ''), words(one, 'status'), stockOf(one)],
    folder: 'products',
  },
  collections: { noun: 'Collection', name: named('title', 'id'), folder: 'collections' },
  customers: {
    noun: 'Customer',
    name: (one) => personOf(one) ?? lineAt(one, 'customer.email'),
    about: (one) => [literal(personOf(one) === lineAt(one, 'email') ? '' : (lineAt(one, 'email') ?? ''))],
    folder: 'customers',
  },
  inventory_items: { noun: 'Inventory item', name: named('sku', 'id') },
  inventory_levels: {
    noun: 'Inventory',
    name: (level) => withId('of item', level, 'inventory_item_id'),
    about: (level) => [
      numberAt(level, 'available') === null ? '' : `${numberAt(level, 'available')} available`,
      literal(withId('location', level, 'location_id') ?? ''),
    ],
  },
  locations: { noun: 'Location', name: named('name', 'id') },
  themes: { noun: 'Theme', name: named('name', 'id'), about: (theme) => [words(theme, 'role')] },
  shop: { noun: 'Shop', name: named('name', 'myshopify_domain', 'shop_domain') },
  bulk_operations: { noun: 'Bulk operation', name: () => null, about: (one) => [words(one, 'status')] },
};

/** "2 items · EUR 59.99 · by Ada Lovelace". */
function orderFacts(order: UncheckedObject): string[] {
  const buyer = personOf(order.customer) ?? lineAt(order, 'email');
  return [
    money(order, 'total_price'),
    itemsOf(order),
    buyer === null ? '' : `by ${literal(buyer)}`,
    words(order, 'financial_status'),
    lineAt(order, 'cancel_reason') === null ? '' : `reason: ${words(order, 'cancel_reason')}`,
    order.test === true ? 'test order' : '',
  ];
}

function itemsOf(order: UncheckedObject): string {
  const items = recordsAt(order, 'line_items');
  const count = items.reduce((sum, item) => sum + (numberAt(item, 'quantity') ?? 1), 0);
  return items.length === 0 ? '' : count === 1 ? '1 item' : `${count.toLocaleString('en')} items`;
}

function shipment(one: UncheckedObject): string[] {
  const number = lineAt(one, 'tracking_number');
  const by = lineAt(one, 'tracking_company');
  return [words(one, 'status'), literal(by ?? ''), number === null ? '' : linked(number, one.tracking_url)];
}

/** The sum of the refunds. */
function refunded(refund: UncheckedObject): string {
  const given = recordsAt(refund, 'transactions').filter(({ kind }) => kind === 'refund');
  const sum = given.reduce((total, one) => total + (numberAt(one, 'amount') ?? 0), 0);
  return sum > 0 ? money({ amount: sum.toFixed(2), currency: given[0]?.currency }, 'amount') : '';
}

function stockOf(product: UncheckedObject): string {
  const counts = recordsAt(product, 'variants').map((one) => numberAt(one, 'inventory_quantity'));
  const sum = counts.reduce<number>((total, count) => total + (count ?? 0), 0);
  return counts.some((count) => count !== null) ? `${sum.toLocaleString('en')} in stock` : '';
}

function personOf(person: unknown): string | null {
  const name = [lineAt(person, 'first_name', 60), lineAt(person, 'last_name', 60)].filter(Boolean).join(' ');
  return name || firstLine(person, 'name', 'email');
}

/** `EUR 59.99`; Shopify's amounts are texts with a point. */
export function money(thing: unknown, path: string): string {
  const amount = numberAt(thing, path);
  const currency = firstLine(thing, 'currency', 'presentment_currency');
  if (amount === null) return '';
  const text = amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return literal([currency, text].filter(Boolean).join(' '));
}

export function words(thing: unknown, path: string): string {
  return literal((lineAt(thing, path, 60) ?? '').replaceAll('_', ' '));
}

function withId(label: string, thing: UncheckedObject, path: string): string | null {
  const id = at(thing, path);
  const line = lineAt({ id }, 'id', 40);
  return line === null ? null : `${label} ${line}`;
}

/**
 * The exact id from the text beside it: JSON parsers round numbers of this size, and a rounded id leads elsewhere.
 */
export function idOf(thing: UncheckedObject): string | null {
  const [, exact] =
    /^gid:\/\/shopify\/\w+\/(\d{1,20})$/.exec(lineAt(thing, 'admin_graphql_api_id') ?? '') ?? [];
  if (exact !== undefined) return exact;
  const id = numberAt(thing, 'id') ?? 0;
  return Number.isSafeInteger(id) && id > 0 ? `${id}` : null;
}
