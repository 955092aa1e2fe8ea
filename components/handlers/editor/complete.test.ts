import { CompletionContext } from '@codemirror/autocomplete';
import { javascript } from '@codemirror/lang-javascript';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { completeHandler } from './complete';

/** What is offered where `|` stands in the code. */
function offered(code: string, explicit = false): string[] {
  const pos = code.indexOf('|');
  const state = EditorState.create({ doc: code.replace('|', ''), extensions: [javascript()] });
  const result = completeHandler(new CompletionContext(state, pos, explicit));
  return result?.options.map(({ label }) => label) ?? [];
}

const FIELDS = ['headers', 'params', 'body', 'http_method', 'user', 'environment'];

test.each([
  ['after the parameter, whatever it is called', 'function handler(call) { return call.|; }'],
  ['after `request` with an optional dot', 'function handler(request) { return request?.|; }'],
  ['in what is taken out of the parameter', 'function handler({ b| }) { return body; }'],
  ['in what is taken out of request', 'function handler(request) { const { b| } = request; }'],
])('the fields of the request are offered %s', (_, code) => {
  expect(offered(code)).toEqual(expect.arrayContaining(FIELDS));
});

test.each(['request.user.|', 'request.user.na|', 'user.|'])(
  'the fields of the user are offered at %s',
  (place) => {
    expect(offered(`function handler(request) { const { user } = request; return ${place}; }`)).toEqual([
      'id',
      'email',
      'name',
    ]);
  },
);

test.each(['{ te| }', "{ text: 'x', ca| }", '{\n te|\n }'])(
  'keys of a message, and those that say to whom, are offered in %j',
  (literal) => {
    expect(offered(`function handler(request) {\n return ${literal};\n}`)).toEqual(
      expect.arrayContaining(['text', 'card', 'slides', 'buttons', 'channel', 'userids', 'broadcast']),
    );
  },
);

test('helpers are offered where a value may stand, and their members after the dot', () => {
  expect(offered('function handler(request) { const x = co|; }')).toEqual(
    expect.arrayContaining(['request', 'console']),
  );
  expect(offered('function handler(request) { console.| }')).toContain('log');
});

test.each(["const x = 're|';", '// re|', 'const x = `re|`;'])(
  'nothing is offered inside texts: %s',
  (line) => {
    expect(offered(`function handler(request) {\n ${line}\n}`, true)).toEqual([]);
  },
);

test.each(['{ card: { te| } }', '{ buttons: [{ te| }] }'])(
  'keys of a message are not offered in a member of it: %s',
  (literal) => {
    expect(offered(`function handler() { return ${literal}; }`)).toEqual([]);
  },
);

test('of what nobody knows nothing is offered', () => {
  expect(offered('function handler({ body }) { return body.al|; }')).toEqual([]);
});
