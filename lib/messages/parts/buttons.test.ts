import { describe, expect, it } from 'vitest';
import { readMessageContent } from '../content';
import { readButton, readButtons } from './buttons';

const actionOf = (action: unknown) => readButton({ label: 'x', action }, 'buttons.0')?.action;

describe('what a button does', () => {
  it('opens the address, as text or by system; only http, https, mailto and tel', () => {
    const web = 'https://x.test/a';
    expect(actionOf({ type: 'open.url', data: web })).toEqual({ kind: 'open', href: web, onPlatform: {} });
    expect(
      actionOf({
        type: 'preview.url',
        data: { web, iOS: 'tel:123', android: 'intent:x', windows: 'javascript:1' },
      }),
    ).toEqual({ kind: 'preview', href: web, onPlatform: { iOS: 'tel:123' } });
    expect(actionOf({ type: 'open.url', data: { iOS: 'mailto:a@x.test' } })).toMatchObject({
      href: 'mailto:a@x.test',
    });
    for (const data of ['javascript:1', { web: 'file:///etc/passwd' }, {}, null, 7, []]) {
      expect(actionOf({ type: 'open.url', data }), JSON.stringify(data)).toEqual({ kind: 'none' });
    }
  });

  it('enters a channel, or is for whoever answers', () => {
    const api = (data: unknown) => actionOf({ type: 'system.api', data });
    expect(api({ api: 'joinchannel/builds' })).toEqual({ kind: 'channel', channel: 'builds' });
    expect(api('joinchannel/#builds')).toEqual({ kind: 'channel', channel: 'builds' });
    expect(api({ api: 'audiocall/{{id}}' })).toEqual({ kind: 'answered', type: 'audiocall/{{id}}' });
    expect(api({ api: 'joinchannel/a/b' })).toMatchObject({ kind: 'answered' });
    expect(actionOf({ type: 'invoke.function' })).toEqual({ kind: 'answered', type: 'invoke.function' });
    expect(actionOf(undefined)).toEqual({ kind: 'none' });
  });

  it.each([
    [undefined, null],
    [false, null],
    ['', null],
    [true, { title: null, description: null, buttonText: null }],
    [
      { title: 'Sure?', description: 'For good', buttontext: 'Yes' },
      { title: 'Sure?', description: 'For good', buttonText: 'Yes' },
    ],
  ])('asks first for confirm %j', (confirm, expected) => {
    expect(readButton({ label: 'x', action: { type: 'copy', data: 'a', confirm } }, '')?.confirm).toEqual(
      expected,
    );
  });
});

describe('a button’s path', () => {
  it('is its place as it was sent, whatever else there cannot be shown', () => {
    const list = [{ label: '' }, 7, { label: 'a' }, null, { label: 'b' }];
    expect(readButtons(list, 'buttons').map(({ path }) => path)).toEqual(['buttons.2', 'buttons.4']);
    const { slides, references } = readMessageContent(
      JSON.stringify({
        slides: [
          { type: 'list', data: [] },
          { type: 'text', data: 'x', buttons: list },
        ],
        references: { 'a.b': { type: 'button', object: { label: 'c' } } },
      }),
    );
    expect(slides[0]?.buttons.map(({ path }) => path)).toEqual(['slides.1.buttons.2', 'slides.1.buttons.4']);
    expect(references['a.b']?.path).toBe('references.a.b');
  });
});
