import fc from 'fast-check';

/** Queries, headers and paths that no honest client sends. None carries a credential. */

const CREDENTIAL = /^(?:zapikey|appkey)$/i;
const parameter = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('__proto__', 'user_ids', 'bot_unique_name', 'constructor', '', '%00', '%', 'a[]'),
      fc.string(),
    ),
    fc.oneof(fc.constantFrom('', '%00', '%ff', '%zz', '1,2,3', '+', '\u0000'), fc.string({ unit: 'binary' })),
  )
  .filter(([name]) => !CREDENTIAL.test(name))
  .map(([name, value]) => `${name.replace(/[&=#]/g, '')}=${value.replace(/[&#]/g, '')}`);

/** Ends with "&" unless it is empty. */
export const queries = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(parameter, { maxLength: 6 }).map((all) => all.map((one) => `${one}&`).join('')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'a=1&'.repeat(10_000),
      `a=${'x'.repeat(100_000)}&`,
      `user_ids=${'1,'.repeat(5_000)}&`,
      `bot_unique_name=${'%41'.repeat(30_000)}&`,
      '&&&&',
    ),
  },
);

const headerValue = fc.oneof(
  fc.constantFrom(
    '',
    'gzip',
    'identity',
    '1, 2, 3',
    '() { :;}; echo',
    '%{jndi:ldap://x}',
    'x'.repeat(50_000),
  ),
  // Only characters that a header can hold.
  fc.string().map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '')),
);
/** Names that decide nothing about who calls and whether it is a retry. */
export const headers = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.dictionary(
      fc.constantFrom(
        'user-agent',
        'accept',
        'content-encoding',
        'x-forwarded-for',
        'cookie',
        'origin',
        'x-a',
        'referer',
      ),
      headerValue,
      { maxKeys: 4 },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant(
      Object.fromEntries(Array.from({ length: 1_500 }, (_, n) => [`x-flood-${n}`, 'y'])),
    ),
  },
);

const tricks: ((path: string) => string)[] = [
  (path) => `/${path}`,
  (path) => `${path}/`,
  (path) => path.replace('/api', '//api'),
  (path) => path.replace('/api/', '/api//'),
  (path) => path.replace('/api/', '/api/./'),
  (path) => path.replace('/api/', '/x/../api/'),
  (path) => path.replace('/api/', '/api/%2e%2e/api/'),
  (path) => path.replaceAll('/', '\\'),
  (path) => path.replace('/api/', '/API/'),
  (path) => path.toUpperCase(),
  (path) => path.replace('/api/', '/%61pi/'),
  (path) => path.replace(/\/([^/]*)$/, '%2F$1'),
  (path) => path.replace(/\/([^/]+)\/([^/]*)$/, '/$1%00/$2'),
  (path) => path.replace(/\/([^/]+)\/([^/]*)$/, '/%2e%2e/$2'),
  (path) => path.replace(/\/([^/]+)\/([^/]*)$/, '/$1%0d%0aX: y/$2'),
  (path) => path.replace(/\/([^/]+)\/([^/]*)$/, '/%EF%BD%81$1/$2'),
  (path) => path.replace(/\/([^/]+)\/([^/]*)$/, '/$1%CC%81/$2'),
  (path) => path.replace(/\/([^/]+)\/([^/]*)$/, '/$1%2525/$2'),
  (path) => path.replace(/\/([^/]+)\/([^/]*)$/, '/%ff/$2'),
  (path) => path.replace(/\/([^/]+)\/([^/]*)$/, `/${'a'.repeat(70_000)}/$2`),
  (path) => path.replace(/\/([^/]+)\/([^/]*)$/, "/';--/$2"),
  (path) => path.replace(/\/([^/]+)\/([^/]*)$/, '/__proto__/$2'),
  (path) => `/company/__proto__${path}`,
  (path) => `/company/%00${path}`,
  (path) => `/company/1${path}`,
  (path) => `/network/..${path}`,
  (path) => `${path};jsessionid=1`,
  (path) => `${path}#`,
  (path) => `${path}%20`,
];

/** Changes a valid path; one in three stays as it is. */
export const pathTricks = fc.oneof(
  { weight: 1, arbitrary: fc.constant((path: string) => path) },
  { weight: 2, arbitrary: fc.constantFrom(...tricks) },
);

export const methods = fc.constantFrom(
  'POST',
  'POST',
  'POST',
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
);
