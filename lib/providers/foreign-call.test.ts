import { describe, expect, it } from 'vitest';
import { contentOf, type ForeignCall } from './foreign-call';
import { renderForeign } from './render-foreign';

const NOTHING: ForeignCall['body'] = { value: null, kind: 'none' };
const ofForm = (value: unknown, more: Partial<ForeignCall['body']> = {}) =>
  contentOf({ method: 'POST', headers: {}, params: [], body: { value, kind: 'form', ...more } });
const ofQuery = (params: ForeignCall['params']) =>
  contentOf({ method: 'GET', headers: {}, params, body: NOTHING });

describe('a form, and JSON in a field of it', () => {
  it.each(['payload', 'payload_json', 'data'])('is all of it where %s is its one field', (name) => {
    const json = '{"text":"x"}';
    expect(ofForm({ [name]: json })).toEqual({ value: { text: 'x' }, kind: 'json', json });
  });

  it('is all of it beside files', () => {
    const form = { payload_json: '{"content":"x"}', 'files[0]': 'a.log' };
    expect(ofForm(form, { fileFields: ['files[0]'] }).value).toEqual({ content: 'x' });
  });

  it('is one of them beside other fields, which keep what they say', () => {
    const { value, kind } = ofForm({ text: 'Deploy failed', data: '{"id":1}' });
    expect([value, kind]).toEqual([{ text: 'Deploy failed', data: { id: 1 } }, 'form']);
  });

  it('leaves the names of files among the files, so that none of them stands as what the form says', () => {
    const form = { text: 'log.txt', title: ['a.png', 'b.png'], host: 'db-2' };
    expect(ofForm(form, { fileFields: ['text', 'title'] }).value).toEqual({
      host: 'db-2',
      files: ['log.txt', 'a.png', 'b.png'],
    });
  });

  it('stays a text where it is none', () => {
    expect(ofForm({ data: '{broken' }).value).toEqual({ data: '{broken' });
  });
});

describe('a query', () => {
  it('is read like a form: JSON in its one field, receivers aside', () => {
    const json = '{"text":"x"}';
    expect(ofQuery([['payload', json]])).toEqual({ value: { text: 'x' }, kind: 'json', json });
    expect(ofQuery([['user_ids', '1']])).toBe(NOTHING);
  });

  it('keeps every value of a name that stands in it more than once', () => {
    const tags = ['a', 'b'].map((tag) => ['tag', tag] as const);
    expect(ofQuery([...tags, ['title', 'x']]).value).toEqual({ tag: ['a', 'b'], title: 'x' });
  });
});

describe('numbers of a service are shown as they were written', () => {
  const drawn = (json: string, kind: 'json' | 'form' = 'json') => {
    const body =
      kind === 'json'
        ? { value: JSON.parse(json) as unknown, kind, json }
        : { value: { payload: json }, kind };
    return renderForeign({ method: 'POST', headers: {}, params: [], body }, { named: false });
  };

  it.each([
    ['of our own messages', '{"text":"x","slides":[{"type":"label","data":[{"Version":2.10}]}]}'],
    ['of Slack', '{"attachments":[{"fields":[{"title":"Version","value":2.10}]}]}'],
    ['of Discord', '{"embeds":[{"title":"x","fields":[{"name":"Version","value":2.10}]}]}'],
    ['of nobody that is known', '{"title":"x","Version":2.10}'],
  ])('%s, in JSON and in the payload of a form', (_, json) => {
    expect(JSON.stringify(drawn(json))).toContain('"2.10"');
    expect(drawn(json, 'form')).toEqual(drawn(json));
  });

  it('and still count as numbers: a colour, a measured value', () => {
    const red = drawn('{"embeds":[{"title":"x","color":16711680.0}]}');
    expect(red.styles).toEqual({ background: 'red' });
    const alerts = drawn(
      '{"orgId":1,"alerts":[{"status":"firing","labels":{"alertname":"x"},"values":{"B":93.10}}]}',
    );
    expect(JSON.stringify(alerts)).toContain('93.1');
  });
});
