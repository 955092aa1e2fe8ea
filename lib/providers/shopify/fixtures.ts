import type { Fixture } from '../fixture';

const webhook = (topic: string, name: string, body: Fixture['body']): Fixture => ({
  name,
  event: topic,
  document: 'https://shopify.dev/docs/api/webhooks',
  headers: {
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': 'acme.myshopify.com',
    'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    'x-shopify-hmac-sha256': 'dGVzdA==',
    'x-shopify-api-version': '2026-10',
  },
  body,
});
const order = {
  // Larger than a JavaScript number can hold exactly.
  id: 820982911946154500,
  admin_graphql_api_id: 'gid://shopify/Order/820982911946154508',
  name: '#1001',
  order_number: 1001,
  email: 'ada@example.com',
  currency: 'EUR',
  total_price: '1598.94',
  financial_status: 'paid',
  fulfillment_status: null,
  test: false,
  customer: { id: 115310627314, first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' },
  line_items: [
    { title: 'Notebook *A5*', quantity: 2, price: '12.45' },
    { title: 'Pen', quantity: 1, price: '1.95' },
  ],
};

export const shopifyFixtures: Fixture[] = [
  webhook('orders/create', 'order placed', order),
  webhook('orders/paid', 'test order paid', { ...order, test: true }),
  webhook('orders/cancelled', 'order cancelled', {
    ...order,
    financial_status: 'voided',
    cancelled_at: '2026-11-28T09:12:00-05:00',
    cancel_reason: 'customer',
  }),
  webhook('refunds/create', 'refund', {
    id: 890088186,
    order_id: 82098291,
    note: 'wrong size',
    transactions: [
      { kind: 'refund', amount: '12.45', currency: 'EUR' },
      { kind: 'refund', amount: '1.95', currency: 'EUR' },
    ],
  }),
  webhook('fulfillments/create', 'parcel sent', {
    id: 123456,
    order_id: 82098291,
    name: '#1001.1',
    status: 'success',
    tracking_company: 'UPS',
    tracking_number: '1Z1234512345123456',
    tracking_url: 'https://parcels.example/1Z1234512345123456',
  }),
  webhook('products/update', 'product updated', {
    id: 7880321196742,
    title: 'Notebook [A5]',
    vendor: 'Acme',
    status: 'active',
    variants: [{ inventory_quantity: 75 }, { inventory_quantity: 0 }],
  }),
  webhook('customers/create', 'new customer', {
    id: 7064055069303,
    email: 'grace@example.com',
    first_name: 'Grace',
    last_name: 'Hopper',
  }),
  webhook('inventory_levels/update', 'stock changed', {
    inventory_item_id: 271878346596,
    location_id: 24826418,
    available: 4,
  }),
  webhook('app/uninstalled', 'app uninstalled', {
    id: 548380009,
    name: 'Super Toys',
    email: 'super@supertoys.example',
    myshopify_domain: 'acme.myshopify.com',
    plan_display_name: 'Shopify Plus',
  }),
  webhook('disputes/create', 'dispute to be answered', {
    id: 285332461850,
    order_id: 82098291,
    type: 'chargeback',
    amount: '11.50',
    currency: 'CAD',
    reason: 'product_not_received',
    status: 'needs_response',
    evidence_due_by: '2026-12-08T19:00:00-05:00',
  }),
  webhook('customers/data_request', 'data of a customer asked for', {
    shop_id: 954889,
    shop_domain: 'acme.myshopify.com',
    customer: { id: 191167, email: 'john@example.com' },
  }),
  webhook('markets/create', 'an event that is not known', { id: 1, name: 'Europe' }),
];
