import { sign as signAsGithub } from '@octokit/webhooks-methods';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OTHER, SECRET } from '@/test/support/webhooks/signed';
import { check, isChanged, mac, NOW, names, senders, timed } from '@/test/support/webhooks/signing-services';

describe.each(names)('%s', (name) => {
  test('a signed call passes with either of two secrets, and with no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (body) => {
        const headers = senders[name](SECRET, body, NOW / 1_000);
        expect(check(name, headers, body).result).toBe('passed');
        expect(check(name, headers, body, [OTHER, SECRET]).result).toBe('passed');
        expect(check(name, headers, body, [OTHER]).result).toBe('wrong');
        expect(check(name, headers, body, []).result).toBe('wrong');
      }),
      { numRuns: 40 },
    );
  });

  test('any byte changed, added or left out is refused', () => {
    const body = '{"event":"push","n":[1,2,3],"text":"a/b"}';
    const headers = senders[name](SECRET, body, NOW / 1_000);
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(body);
        changed[at] = changed[at]! ^ by;
        expect(check(name, headers, changed).result).not.toBe('passed');
        const shorter = Buffer.concat([changed.subarray(0, at), changed.subarray(at + 1)]);
        expect(check(name, headers, shorter).result).not.toBe('passed');
      }),
    );
  });

  test('no header is missing, nonsense in it is malformed, and neither is an exception', () => {
    expect(check(name, {}, 'x')).toMatchObject({ result: 'missing' });
    const headers = Object.keys(senders[name](SECRET, 'x', NOW / 1_000));
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { minLength: headers.length, maxLength: 9 }),
        (texts) => {
          const nonsense = Object.fromEntries(headers.map((header, place) => [header, texts[place]!]));
          expect(['missing', 'malformed', 'wrong']).toContain(check(name, nonsense, 'x').result);
        },
      ),
    );
  });

  test('a body that was written anew on its way is told apart from a wrong secret', () => {
    const body = '{"name":"Zoë","url":"https://example.org/a","list":[1,{"b":2}]}';
    const headers = senders[name](SECRET, body, NOW / 1_000);
    const anew = [`${body}\n`, JSON.stringify(JSON.parse(body), null, 2), body.replace('ë', '\\u00eb')];
    const wrong = (one: string, secret = SECRET) => {
      expect(check(name, headers, one, [secret]).result).toBe('wrong');
      return isChanged(name, headers, one, secret);
    };
    expect(anew.map((one) => wrong(one))).toEqual([true, true, true]);
    expect(wrong(anew[0]!, OTHER)).toBe(false);
    expect(wrong(body.replace('"b":2', '"b":3'))).toBe(false);
  });
});

test.each([17, 4_000, 30_000])('JSON nested %i levels deep is refused like any other', (depth) => {
  const body = Buffer.from('['.repeat(depth) + ']'.repeat(depth));
  const headers = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
  expect(check('github', headers, body).result).toBe('wrong');
  expect(isChanged('github', headers, body)).toBe(false);
});

describe.each(timed)('%s: five minutes', (name) => {
  const at = (offsetS: number, nowMs: number | null = NOW) =>
    check(name, senders[name](SECRET, 'x', NOW / 1_000 + offsetS), 'x', [SECRET], nowMs);

  test('on the second, either way, it passes; a second more and it is too old or too early', () => {
    expect(at(-300).result).toBe('passed');
    expect(at(300).result).toBe('passed');
    expect(at(-301)).toMatchObject({ result: 'too_old', byS: 301 });
    expect(at(301)).toMatchObject({ result: 'too_early', byS: 301 });
  });

  test('an old call is let through where its age is left aside, and a forged one is not called old', () => {
    expect(at(-86_400, null).result).toBe('passed');
    const forged = senders[name](OTHER, 'x', NOW / 1_000 - 86_400);
    expect(check(name, forged, 'x').result).toBe('wrong');
  });

  test('the time cannot be changed without the signature', () => {
    const headers = senders[name](SECRET, 'x', NOW / 1_000 - 900);
    const later = Object.fromEntries(
      Object.entries(headers).map(([header, value]) => [
        header,
        value.replace(String(NOW / 1_000 - 900), String(NOW / 1_000)),
      ]),
    );
    expect(check(name, later, 'x').result).toBe('wrong');
  });
});

describe('what the services publish', () => {
  test('GitHub’s own signer and the example of its documentation', async () => {
    const body = 'Hello, World!';
    const documented = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(await signAsGithub("It's a Secret to Everybody", body)).toBe(documented);
    const headers = { 'x-hub-signature-256': documented };
    expect(check('github', headers, body, ["It's a Secret to Everybody"]).result).toBe('passed');
  });

  test('the example of Atlassian’s documentation', () => {
    const headers = {
      'x-hub-signature': 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9',
    };
    expect(check('jira', headers, 'Hello World!', ["It's a Secret to Everybody"]).result).toBe('passed');
  });

  test('the example of Standard Webhooks, also under Svix’s names', () => {
    const values = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: '1614265330',
      signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    for (const family of ['webhook', 'svix']) {
      const headers = Object.fromEntries(
        Object.entries(values).map(([name, one]) => [`${family}-${name}`, one]),
      );
      const outcome = check(
        'standard-webhooks',
        headers,
        '{"test": 2432232314}',
        [SECRET],
        1_614_265_330_000,
      );
      expect(outcome).toEqual({ result: 'passed', once: 'id msg_p5jXN8AQM9LWM0D4loKWxJek' });
    }
  });
});

describe('several signatures in one header', () => {
  test('Stripe’s, of which one is of a secret that is set', () => {
    const at = NOW / 1_000;
    const [old, present] = [mac(OTHER, `${at}.x`), mac(SECRET, `${at}.x`)];
    const headers = { 'stripe-signature': `t=${at},v1=${old},v1=${present}` };
    expect(check('stripe', headers, 'x').result).toBe('passed');
    expect(check('stripe', headers, 'y').result).toBe('wrong');
  });

  test('Standard Webhooks’, with one of an unknown version between them', () => {
    const of = (secret: string) => senders['standard-webhooks'](secret, 'x', NOW / 1_000);
    const joined = [of(OTHER)['webhook-signature'], 'v1a,AAAA', of(SECRET)['webhook-signature']].join(' ');
    expect(check('standard-webhooks', { ...of(SECRET), 'webhook-signature': joined }, 'x').result).toBe(
      'passed',
    );
    expect(check('standard-webhooks', { ...of(SECRET), 'webhook-signature': 'v1a,AAAA' }, 'x').result).toBe(
      'malformed',
    );
  });
});

test('what is signed once is the same whichever secret it was signed with and whatever stands beside it', () => {
  const at = NOW / 1_000;
  const [one, two] = [mac(OTHER, `${at}.x`), mac(SECRET, `${at}.x`)];
  const once = (header: string) => {
    const outcome = check('stripe', { 'stripe-signature': header }, 'x', [SECRET, OTHER]);
    return outcome.result === 'passed' && outcome.once;
  };
  const first = once(`t=${at},v1=${one},v1=${two}`);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(once(`t=${at},v1=${two}`)).toBe(first);
  expect(once(`t=${at},v1=${one},v1=${'0'.repeat(64)}`)).toBe(first);
});

test('GitLab’s secret token stands in a header, whatever text it is', () => {
  const secrets = ['a secret token', 'whsec_x'];
  for (const secret of secrets) {
    expect(check('gitlab', { 'x-gitlab-token': secret }, 'x', secrets).result).toBe('passed');
  }
  expect(check('gitlab', { 'x-gitlab-token': 'a secret tokem' }, 'x', secrets)).toEqual({
    result: 'wrong',
    header: 'X-Gitlab-Token',
  });
  // A text that is not a key signs nothing: a signature made with it is refused.
  const signed = senders['standard-webhooks'](SECRET, 'x', NOW / 1_000);
  expect(check('gitlab', signed, 'x', ['a secret token']).result).toBe('wrong');
});

test.each([
  ['gitlab', 'webhook'],
  ['standard-webhooks', 'svix'],
] as const)('%s: the header that is named is the one that was read, %s-signature', (name, family) => {
  const at = NOW / 1_000;
  const signed = (secret: string, sentAtS = at) =>
    Object.fromEntries(
      Object.entries(senders['standard-webhooks'](secret, 'x', sentAtS)).map(([header, value]) => [
        header.replace('webhook', family),
        value,
      ]),
    );
  const header = `${family}-signature`;
  expect(check(name, signed(OTHER), 'x')).toEqual({ result: 'wrong', header });
  expect(check(name, signed(SECRET, at - 301), 'x')).toMatchObject({ result: 'too_old', header });
  expect(check(name, signed(SECRET, at + 301), 'x')).toMatchObject({ result: 'too_early', header });
});

test('Grafana signs the body alone where no timestamp header is named, and a time cannot be put beside it', () => {
  const headers = { 'x-grafana-alerting-signature': mac(SECRET, 'x') };
  expect(check('grafana', headers, 'x')).toEqual({ result: 'passed', once: null });
  const timed = { ...headers, 'x-grafana-alerting-timestamp': String(NOW / 1_000) };
  expect(check('grafana', timed, 'x').result).toBe('wrong');
});
