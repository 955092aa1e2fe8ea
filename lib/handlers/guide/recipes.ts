/** Handlers to copy: the page `/docs/handlers` shows them, and its tests run them. Browser-safe. */
export type HandlerRecipe = {
  id: string;
  title: string;
  /** Plain text with code in backticks. */
  text: string;
  code: string;
};

export const handlerRecipes: readonly HandlerRecipe[] = [
  {
    id: 'only-when-it-changes',
    title: 'Only when it changes',
    text: 'A monitor that calls every minute is heard when its state is another one than last time. `store` keeps the last state for each check.',
    code: `function handler({ body }) {
  const key = \`state of \${body.check}\`;
  if (store.get(key) === body.state) return;
  store.set(key, body.state, { ttl: 30 * 24 * 3600 });
  return { text: \`\${body.check} is *\${body.state}*\` };
}`,
  },
  {
    id: 'github-signature',
    title: 'Verify a signature of GitHub',
    text: 'The signature is over the body exactly as it came: `request.rawBody`, not `request.body`. Whoever has no secret is answered 401, and nothing is posted.',
    code: `const SECRET = 'the secret of the webhook';

function handler(request) {
  const expected = 'sha256=' + crypto.hmac('sha256', SECRET, request.rawBody.bytes);
  const given = request.headers['x-hub-signature-256'] ?? '';
  if (!crypto.timingSafeEqual(given, expected)) {
    return { respond: { status: 401, body: 'The signature is wrong.' } };
  }
  return render(request);
}`,
  },
  {
    id: 'standard-webhooks-signature',
    title: 'Verify a signature of Standard Webhooks',
    text: 'The secret is Base64 behind `whsec_`, and the header may hold several signatures. A call that is older than five minutes is refused.',
    code: `const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

function handler({ headers, rawBody, body }) {
  const time = headers['webhook-timestamp'];
  const key = crypto.base64.decode(SECRET.slice('whsec_'.length));
  const signed = \`\${headers['webhook-id']}.\${time}.\${rawBody.text}\`;
  const expected = 'v1,' + crypto.hmac('sha256', key, signed, 'base64');
  const given = (headers['webhook-signature'] ?? '').split(' ');
  const isOld = Math.abs(Date.now() / 1000 - Number(time)) > 300;
  if (isOld || !given.some((one) => crypto.timingSafeEqual(one, expected))) {
    return { respond: { status: 401, body: 'The signature is wrong or old.' } };
  }
  return { text: body.text };
}`,
  },
  {
    id: 'route-by-severity',
    title: 'Route by severity to a channel',
    text: 'With `channel` a message goes into that channel; the owner of the token must be a member. Without it, it goes to the subscribers of the bot.',
    code: `const CHANNELS = { critical: 'incidents', warning: 'operations' };

function handler({ body }) {
  const severity = body.severity ?? 'info';
  return {
    channel: CHANNELS[severity],
    text: \`*\${severity.toUpperCase()}* \${body.summary}\`,
    styles: { background: severity === 'critical' ? 'red' : 'yellow' },
  };
}`,
  },
  {
    id: 'ignore-drafts',
    title: 'Ignore drafts',
    text: 'A handler that returns nothing is quiet: the call is accepted, and nothing is posted.',
    code: `function handler(request) {
  const { pull_request: pull, action } = request.body;
  if (pull?.draft || action === 'labeled') return;
  return render(request);
}`,
  },
  {
    id: 'count-per-day',
    title: 'Count per day',
    text: '`store.increment` counts parallel calls one by one. The day is that of a time zone, and the counter goes by itself.',
    code: `function handler({ body }) {
  const day = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/Berlin' });
  const count = store.increment(\`orders on \${day}\`, 1, { ttl: 2 * 24 * 3600 });
  return { text: \`Order \${body.number}, the \${count}. of today\` };
}`,
  },
  {
    id: 'daily-digest',
    title: 'A daily digest',
    text: 'Calls are counted quietly. A cron job that calls with `?digest=yes` has the sums posted, and the counting begins anew.',
    code: `const KINDS = ['passed', 'failed'];

function handler({ params, body }) {
  if (params.digest !== 'yes') {
    if (KINDS.includes(body?.result)) store.increment(body.result);
    return;
  }
  const counts = KINDS.map((kind) => [kind, store.get(kind) ?? 0]);
  // Subtracts, so that builds counted meanwhile stay.
  for (const [kind, count] of counts) store.increment(kind, -count);
  const lines = counts.map(([kind, count]) => \`\${kind}: *\${count}*\`);
  return { text: ['Builds since the last digest', ...lines].join('\\n') };
}`,
  },
  {
    id: 'third-failure',
    title: 'At the third failure in ten minutes',
    text: 'The time to live of a counter begins with its first count, so three in ten minutes are three. A success starts over.',
    code: `function handler({ body }) {
  const key = \`failures of \${body.job}\`;
  if (body.ok) return void store.delete(key);
  const failures = store.increment(key, 1, { ttl: 600 });
  if (failures === 3) return { text: \`\${body.job} failed three times in ten minutes\` };
}`,
  },
  {
    id: 'once',
    title: 'Each event once',
    text: 'Senders repeat what they think was lost. Those that send `webhook-id` or `Idempotency-Key` are understood without code; for others, the event’s own id is counted.',
    code: `function handler({ body }) {
  const isFirst = store.increment(\`event \${body.id}\`, 1, { ttl: 24 * 3600 }) === 1;
  if (isFirst) return { text: body.text };
}`,
  },
  {
    id: 'table',
    title: 'A table from a list',
    text: 'Rows are objects by the names of the headers. A message has at most 10,000 characters in its slides, so the list is cut, and the text says how many there are.',
    code: `function handler({ body }) {
  const rows = body.hosts.map(({ name, load }) => ({ Host: name, Load: load }));
  if (rows.length === 0) return;
  return {
    text: \`\${rows.length} hosts are busy\`,
    slides: [{ type: 'table', title: 'Load', data: { headers: ['Host', 'Load'], rows: rows.slice(0, 20) } }],
  };
}`,
  },
  {
    id: 'on-call',
    title: 'Mention who is on call',
    text: '`{@…}` with an e-mail address mentions that person. The weekday is that of a time zone.',
    code: `const ON_CALL = { Mon: 'ada@example.com', Tue: 'ada@example.com', Wed: 'bob@example.com', Thu: 'bob@example.com' };

function handler({ body }) {
  const day = new Date(body.at).toLocaleDateString('en', { weekday: 'short', timeZone: 'Europe/Paris' });
  const who = ON_CALL[day] ?? 'eve@example.com';
  return { text: \`{@\${who}} \${body.summary}\` };
}`,
  },
  {
    id: 'challenge',
    title: 'Answer a challenge',
    text: 'Zoom asks for a signature of its token before it sends anything. `respond` is the answer to the caller; nothing is posted. Challenges that are only sent back need no handler.',
    code: `const SECRET = 'the secret token';

function handler({ body }) {
  if (body.event === 'endpoint.url_validation') {
    const { plainToken } = body.payload;
    const encryptedToken = crypto.hmac('sha256', SECRET, plainToken);
    return { respond: { body: { plainToken, encryptedToken } } };
  }
  return { text: \`Zoom: \${body.event}\` };
}`,
  },
  {
    id: 'answer-xml',
    title: 'Answer with XML',
    text: 'Twilio reads an answer in XML. A message may stand beside `respond`.',
    code: `function handler({ body }) {
  return {
    text: \`SMS from \${body.From}: \${body.Body}\`,
    respond: { headers: { 'Content-Type': 'text/xml' }, body: '<Response/>' },
  };
}`,
  },
  {
    id: 'render-and-adjust',
    title: 'Take Postern’s own message and adjust it',
    text: '`render(request)` is the message that a channel would show of the call, or `null` for a service that Postern does not know.',
    code: `function handler(request) {
  const message = render(request) ?? { text: 'Something came in' };
  return { ...message, channel: request.body.repository?.private ? 'internal' : undefined };
}`,
  },
  {
    id: 'form',
    title: 'A form',
    text: 'Fields of a form are members of `body`, texts all of them. What stands in one as JSON has to be parsed.',
    code: `function handler({ body }) {
  const details = JSON.parse(body.details ?? '{}');
  const url = new URL('https://shop.example.com/orders');
  url.searchParams.set('id', body.order);
  return {
    text: \`\${body.name} ordered \${Number(body.amount)} for \${details.total ?? 'nothing'}\`,
    buttons: [{ label: 'Open the order', action: { type: 'open.url', data: { web: url.href } } }],
  };
}`,
  },
  {
    id: 'time-zone',
    title: 'Times and amounts as people write them',
    text: 'Without `timeZone` times are UTC. `Intl` and the `toLocale…` methods know all languages and zones.',
    code: `function handler({ body }) {
  const at = new Date(body.at).toLocaleString('de-DE', {
    timeZone: 'Europe/Berlin', dateStyle: 'medium', timeStyle: 'short',
  });
  const amount = body.amount.toLocaleString('de-DE', { style: 'currency', currency: 'EUR' });
  return { text: \`Bezahlt am \${at}: \${amount}\` };
}`,
  },
];
