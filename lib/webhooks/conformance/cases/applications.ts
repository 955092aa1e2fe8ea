import { expect } from 'vitest';
import { json, publish } from '@/test/support/webhooks/world';
import type { Arranged } from '../run/arranged';
import type { Case } from '../run/case';
import { refused, type World } from '../run/world';

const says = (word: string) =>
  `function handler({ environment }) { return { text: '${word} ' + environment }; }`;

type Keys = { appId: string; appKey: string };

/** A stranger's extension with a draft; the world's owner calls. */
async function made(world: World, isPublished = false) {
  const [developer, installer] = [await world.person('developer'), await world.person('installer')];
  const extension = await world.extensionOf(developer, says('draft'));
  if (isPublished) {
    const more = { code: says('first'), draft: says('draft'), installers: [installer] };
    await publish(developer, extension.number, more);
  }
  return { developer, installer, ...extension };
}

const call = (world: World, { appId, appKey }: Keys): Omit<Arranged, 'answer' | 'kept'> => ({
  path: world.at(`applications/${appId}/incoming?appkey=${encodeURIComponent(appKey)}`),
  init: json({}),
  by: world.token,
  key: world.token.token,
});

const CROSSED = refused(403, 'extension_key_invalid', null, { field: 'appkey' });

export const applications: readonly Case[] = [
  {
    name: 'the sandbox runs the draft, and reaches its developer alone',
    async arrange(world) {
      const { developer, sandbox, feedId } = await made(world, true);
      return {
        ...call(world, sandbox),
        answer: { status: 200, json: { user_ids: [developer.id] } },
        kept: { messages: [{ in: feedId, to: developer.id, content: { text: 'draft sandbox' } }] },
      };
    },
  },
  {
    name: 'the marketplace runs what is published, for everybody who installed it',
    async arrange(world) {
      const { developer, installer, marketplace, feedId } = await made(world, true);
      return {
        ...call(world, marketplace),
        answer: { status: 200, json: { user_ids: [developer.id, installer.id].sort() } },
        kept: { messages: [{ in: feedId, content: { text: 'first marketplace' } }] },
      };
    },
  },
  {
    name: 'an app key that was not percent-encoded is taken',
    async arrange(world) {
      const { developer, sandbox, feedId } = await made(world);
      const { path, ...rest } = call(world, sandbox);
      return {
        ...rest,
        path: path.replace(encodeURIComponent(sandbox.appKey), sandbox.appKey),
        answer: { status: 200, json: { user_ids: [developer.id] } },
        kept: { messages: [{ in: feedId, to: developer.id }] },
      };
    },
  },
  ...(
    [
      ['wrong', ({ sandbox }) => ({ ...sandbox, appKey: 'wrong' })],
      ['missing', ({ sandbox }) => ({ ...sandbox, appKey: '' })],
      [
        'of the marketplace for the sandbox',
        ({ sandbox, marketplace }) => ({ ...marketplace, appId: sandbox.appId }),
      ],
      [
        'of the sandbox for the marketplace',
        ({ sandbox, marketplace }) => ({ ...sandbox, appId: marketplace.appId }),
      ],
    ] as [string, (keys: Record<'sandbox' | 'marketplace', Keys>) => Keys][]
  ).map(
    ([which, keysOf]): Case => ({
      name: `an app key that is ${which} is refused, and no handler runs`,
      async arrange(world) {
        return { ...call(world, keysOf(await made(world, true))), ...CROSSED };
      },
    }),
  ),
  {
    name: 'an application that is not published is as good as none, and its owner reads why',
    async arrange(world) {
      const { marketplace } = await made(world);
      const reason = 'The extension has no published version.';
      return { ...call(world, marketplace), ...refused(404, 'application_not_found', reason) };
    },
  },
  ...['0', '999999999', '9999999999999999999', 'x', '2305843009213693951', '-1', '1e3'].map(
    (appId): Case => ({
      name: `an application ${appId} is none`,
      arrange: (world) => ({
        ...call(world, { appId, appKey: 'x' }),
        ...refused(404, 'application_not_found'),
      }),
    }),
  ),
  {
    name: 'a handler of an extension that fails is 422',
    async arrange(world) {
      const { sandbox } = await world.extensionOf(world.reader, 'function handler() { return 7; }');
      return { ...call(world, sandbox), ...refused(422, 'handler_failed', expect.any(String)) };
    },
  },
];
