import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, type Fact, stateMessage } from '../draw';
import { utcText } from '../markup/durations';
import { asCode } from '../markup/links';
import { at, firstLine, lineAt, lookUp, numberAt, textAt } from '../markup/payload';
import type { Provider } from '../provider';
import { amountText } from './amount';

/** Stripe's events. A failure or dispute is a state; every other event is a line. */
export const stripe: Provider = {
  name: 'stripe',
  title: 'Stripe',
  detect: ({ headers, payload }) =>
    headers['stripe-signature'] !== undefined ||
    (payload.object === 'event' && at(payload, 'data.object') !== undefined),
  event: ({ payload }) => lineAt(payload, 'type'),
  render: ({ payload }) => {
    const type = lineAt(payload, 'type');
    const thing = at(payload, 'data.object');
    if (type === null || thing === undefined) return null;
    return isTrouble(type) ? trouble(type, thing, payload) : otherEvent(type, thing, payload);
  },
  dedupeId: ({ payload }) => lineAt(payload, 'id'),
};

function isTrouble(type: string): boolean {
  return /\.(?:payment_failed|failed|payment_action_required|uncollectible|past_due)$|^charge\.dispute\.(?:created|funds_withdrawn)$|^radar\.early_fraud_warning\.created$|^invoice\.finalization_failed$/.test(
    type,
  );
}

/** `invoice.payment_failed` becomes "Invoice payment failed". */
function inWords(type: string): string {
  const text = type.replaceAll('.', ' ').replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function amountOf(thing: unknown): string | null {
  const currency = lineAt(thing, 'currency', 3);
  const names = ['amount_due', 'amount_total', 'amount_received', 'amount', 'amount_paid', 'amount_refunded'];
  const amount = names.map((name) => numberAt(thing, name)).find((value) => value !== null && value !== 0);
  return amount == null || currency === null ? null : amountText(amount, currency);
}

function customerOf(thing: unknown): string | null {
  return firstLine(
    thing,
    'customer_email',
    'customer_details.email',
    'billing_details.email',
    'receipt_email',
    'email',
    'customer_name',
    'name',
    'customer',
  );
}

const FOLDERS: Readonly<Record<string, string>> = {
  payment_intent: 'payments',
  charge: 'payments',
  invoice: 'invoices',
  subscription: 'subscriptions',
  customer: 'customers',
  payout: 'payouts',
  dispute: 'disputes',
};

/** The thing's page in Stripe's dashboard; test mode has a dashboard of its own. */
function dashboardOf(thing: unknown, payload: UncheckedObject): string | null {
  const id = lineAt(thing, 'id');
  const folder = lookUp(FOLDERS, lineAt(thing, 'object'));
  if (id === null || folder === undefined || !/^\w+$/.test(id)) return null;
  return `https://dashboard.stripe.com/${payload.livemode === false ? 'test/' : ''}${folder}/${id}`;
}

const TEST = 'test mode';

function trouble(type: string, thing: unknown, payload: UncheckedObject) {
  const amount = amountOf(thing);
  const reason = textAt(thing, 'last_payment_error.message', 500) ?? textAt(thing, 'failure_message', 500);
  const next = numberAt(thing, 'next_payment_attempt');
  const facts: Fact[] = [
    ['customer', literal(customerOf(thing) ?? '')],
    ['reason', literal((lineAt(thing, 'reason') ?? '').replaceAll('_', ' '))],
    ['attempt', literal(lineAt(thing, 'attempt_count') ?? '')],
    ['next attempt', next === null ? null : utcText(next * 1_000)],
    ['invoice', asCode(firstLine(thing, 'number', 'invoice'))],
  ];
  return stateMessage({
    tone: /dispute|fraud|failed$/.test(type) ? 'red' : 'yellow',
    title: [inWords(type), amount, payload.livemode === false ? TEST : null].filter(Boolean).join(' · '),
    lines: [reason && literal(reason)],
    facts,
    links: [
      ['Open in Stripe', dashboardOf(thing, payload)],
      ['Invoice', at(thing, 'hosted_invoice_url')],
    ],
  });
}

function otherEvent(type: string, thing: unknown, payload: UncheckedObject) {
  const customer = customerOf(thing);
  const status = type.includes('subscription') ? lineAt(thing, 'status')?.replaceAll('_', ' ') : null;
  const parts = [amountOf(thing), customer, status, payload.livemode === false ? TEST : null];
  const about = parts.flatMap((part) => (part ? [literal(part)] : [])).join(' · ');
  return eventMessage(
    [`${literal(inWords(type))}${about && ` · ${about}`}`],
    [['Open in Stripe', dashboardOf(thing, payload)]],
  );
}
