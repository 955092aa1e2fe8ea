import fc from 'fast-check';

/** Bodies and content types that no honest client sends. */

export const contentTypes = fc.constantFrom(
  '',
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16le',
  'application/json; charset="iso-8859-1"',
  'application/json; charset=x-user-defined',
  'application/json;charset',
  'application/vnd.api+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'multipart/form-data; boundary="a b"',
  'multipart/mixed; boundary=x',
  'text/plain; charset="',
  'text/xml',
  'image/png',
  ';',
  ',,,',
);

/** Members beside a text: whatever they are, the call is stored as it came or refused. */
const members = fc.constantFrom(
  '"__proto__":{"text":"y"}',
  '"constructor":{"prototype":{"text":"y"}}',
  '"toString":1',
  '"text":"again"',
  '"\\u0074ext":"again"',
  '"\\u0000":1',
  '"\\ud800":1',
  '"specversion":{"toString":1},"type":"x","source":"y"',
  '"event":{"valueOf":1,"toString":null},"name":"x","change":{}',
  '"alerts":[{"status":{"toString":1},"labels":{"alertname":"x"}}]',
  '"attachments":[{"content":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"x","size":{"toString":1}}]}}]',
  '"reply_to":123456789012345678901234567890',
  '"message_topic":1e400',
  '"bot":{"name":{"toString":1}}',
  '"bot":{"__proto__":null}',
  '"bot":{"name":"\\u0000"}',
  '"broadcast":"True"',
  '"sync_message":"yes"',
  '"sync_message":true',
  '"userids":"nobody@example.com"',
  `"userids":"${'1,'.repeat(1_000)}"`,
  '"styles":{"markdown":"FALSE","background":"\\u0000"}',
  '"card":{"theme":7}',
  '"card":{"theme":"poll","options":[{"text":"a"},{"text":"a"}]}',
  '"slides":[{"type":"table","data":{"headers":["__proto__"],"rows":[{"__proto__":1}]}}]',
  '"slides":[{"type":"list","data":[9007199254740993,-0,1E-400,1e999]}]',
  '"slides":[{"type":"images","data":["https://x/\\u0000"]}]',
  '"slides":[{"type":"\\u0000"}]',
  '"references":{"__proto__":{"type":"button","object":{"label":"x"}}}',
  '"buttons":[{"label":"x","action":{"type":"open.url","data":{"web":"javascript:1"}}}]',
  `"bot":${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  `"bot":${'{"a":'.repeat(70)}1${'}'.repeat(70)}`,
  '"slides":{"length":1e9}',
);
const messageLike = fc
  .tuple(fc.array(members, { maxLength: 3 }), fc.constantFrom('', ' ', '\n\t', '\u00a0', '}', ',', '/**/'))
  .map(([parts, junk]) => `{${['"text":"x"', ...parts].join(',')}}${junk}`);

const nested = fc
  .tuple(fc.constantFrom(63, 64, 65, 1_000, 100_000), fc.constantFrom('[]', '{}'))
  .map(([depth, [open]]) =>
    open === '[' ? '['.repeat(depth) + ']'.repeat(depth) : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
  );

const forms = fc.oneof(
  fc.constantFrom(
    'text=%',
    'text=%00',
    'text=%ed%a0%80',
    'text=a&text=b',
    'text=x&__proto__=y',
    '__proto__=x',
    'text=x&bot={"name":',
    'text=x&card={"title":"\\u0000"}',
    `text=x${'&a=1'.repeat(5_000)}`,
    '=&=&&',
  ),
  fc.webQueryParameters(),
);

const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const multipart = fc.oneof(
  fc.constantFrom(
    `${part('text', 'x')}--x--\r\n`,
    part('text', 'x'),
    `${part('text', 'x')}${part('text', 'y')}--x--`,
    `${part('__proto__', 'x')}--x--`,
    `${part('text"; filename="a', 'x')}--x--`,
    `${part('', '')}--x--`,
    `${part('text', '\u0000')}--x--`,
    `${Array.from({ length: 2_000 }, (_, n) => part(`a${n}`, '')).join('')}--x--`,
    `${part('files"; filename="a.txt', 'abc')}--x--`,
    `${part('files"; filename="../../etc/passwd', '<script>')}${part('comments', '["a","b"]')}--x--`,
    `${part('files"; filename="', '\u0000')}${part('comments', '[')}--x--`,
    `${Array.from({ length: 11 }, (_, n) => part(`f${n}"; filename="${n}`, 'y')).join('')}--x--`,
    part('files"; filename="half', 'ab').slice(0, -3),
    '--x--',
    '--x\r\n\r\n\r\n--x--',
  ),
  fc.string().map((value) => part('text', value)),
);

const texts = fc.oneof(messageLike, nested, forms, multipart, fc.json(), fc.string(), fc.constant(''));

const encoded = fc
  .tuple(
    texts,
    fc.constantFrom('utf8', 'utf8', 'utf8', 'utf16le', 'latin1'),
    fc.constantFrom('', '', '\ufeff'),
  )
  .map(([text, encoding, mark]) => Buffer.from(mark + text, encoding as BufferEncoding));

export const bodies: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: encoded },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
);
