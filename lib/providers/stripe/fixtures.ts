import type { Fixture } from '../fixture';

const event = (type: string, name: string, object: object, livemode = true): Fixture => ({
  name,
  event: type,
  document: 'https://docs.stripe.com/api/events/types',
  headers: {
    'stripe-signature': 't=1764321120,v1=0',
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
  },
  body: {
    id: 'evt_1MqqbKLt4dXK03v5qaIbiNCC',
    object: 'event',
    api_version: '2026-01-28',
    created: 1764321120,
    type,
    livemode,
    pending_webhooks: 1,
    data: { object },
  },
});

export const stripeFixtures: Fixture[] = [
  event('invoice.payment_failed', 'invoice not paid', {
    id: 'in_1MtHbELkdIwHu7ixl4OzzPMv',
    object: 'invoice',
    number: 'ACME-0042',
    amount_due: 123_450,
    currency: 'eur',
    customer: 'cus_NffrFeUfNV2Hib',
    customer_email: 'ada@example.com',
    attempt_count: 2,
    next_payment_attempt: 1764580320,
    hosted_invoice_url: 'https://invoice.stripe.example/i/acct_1/test',
  }),
  event('charge.dispute.created', 'dispute', {
    id: 'dp_1',
    object: 'dispute',
    amount: 5_000,
    currency: 'usd',
    reason: 'product_not_received',
    charge: 'ch_1',
  }),
  event('payment_intent.succeeded', 'payment', {
    id: 'pi_3MtwBwLkdIwHu7ix28a3tqPa',
    object: 'payment_intent',
    amount: 2_000,
    amount_received: 2_000,
    currency: 'jpy',
    receipt_email: 'grace@example.com',
  }),
  event(
    'checkout.session.completed',
    'checkout in test mode',
    {
      id: 'cs_test_a1',
      object: 'checkout.session',
      amount_total: 4_900,
      currency: 'chf',
      customer_details: { email: 'linus@example.com', name: 'Linus' },
    },
    false,
  ),
  event('customer.subscription.updated', 'subscription changed', {
    id: 'sub_1',
    object: 'subscription',
    status: 'past_due',
    customer: 'cus_1',
  }),
];
