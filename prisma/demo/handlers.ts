/** The incoming handlers of the demonstration, as authors would write them. */
export const SENTINEL_HANDLER = `// Alerts of a monitoring service become cards; a recovery is one line.
function handler(request) {
  const { status, service, detail, since } = request.body ?? {};
  if (!service) return { text: 'A call that is no alert: ' + JSON.stringify(request.body).slice(0, 500), broadcast: true };
  if (status === 'resolved') {
    return { text: '*' + service + '* has recovered.', broadcast: true };
  }
  return {
    text: '*' + service + '* is ' + status + '.',
    card: { title: 'Alert: ' + service, theme: 'modern-inline' },
    slides: [
      {
        type: 'label',
        title: 'Details',
        data: [{ Status: status }, { Since: since }, { Detail: detail }],
      },
    ],
    broadcast: true,
  };
}
`;

export const ORDERS_HANDLER = `// A shop's order becomes a table of what was bought.
function handler(request) {
  const { number, customer, items } = request.body ?? {};
  if (!items) return { text: 'A call that is no order: ' + JSON.stringify(request.body).slice(0, 500), broadcast: true };
  const total = items.reduce((sum, item) => sum + item.quantity * item.price, 0);
  return {
    text: 'Order *' + number + '* from ' + customer + ': *' + total.toFixed(2) + ' EUR*',
    slides: [
      {
        type: 'table',
        title: 'Items',
        data: {
          headers: ['Item', 'Quantity', 'Price'],
          rows: items.map((item) => ({
            Item: item.name,
            Quantity: item.quantity,
            Price: item.price.toFixed(2),
          })),
        },
      },
    ],
    broadcast: true,
  };
}
`;

export const ORDERS_HANDLER_NEXT = ORDERS_HANDLER.replace(
  "'Order *' + number + '* from '",
  "'New order *' + number + '* from '",
);
