import { describe, expect, it } from 'vitest';
import { contentOf, type ForeignCall } from './foreign-call';

const NOTHING: ForeignCall['body'] = { value: null, kind: 'none' };
const ofForm = (value: unknown, more: Partial<ForeignCall['body']> = {}) =>
  contentOf({ method: 'POST', headers: {}, params: [], body: { value, kind: 'form', ...more } });
const ofQuery = (params: ForeignCall['params']) =>
  contentOf({ method: 'GET', headers: {}, params, body: NOTHING });

describe('JSON in a field of a form', () => {
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
