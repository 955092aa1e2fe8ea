export const SMALL = JSON.stringify({ text: 'Build *#1024* passed in 3 min' });

/** 2 kB, as a report has them. */
export const LARGE = JSON.stringify({ text: 'Build *#1024* passed in 3 min. '.repeat(64).trim() });

/** What a monitoring service sends to a bot. */
export const ALERT = JSON.stringify({
  status: 'down',
  service: 'checkout',
  detail: 'HTTP 502 from 3 of 4 probes',
});

/** Makes a message of it. */
export const HANDLER = `function handler({ body }) {
  return { text: '*' + body.service + '* is ' + body.status + ': ' + body.detail, broadcast: true };
}
`;
