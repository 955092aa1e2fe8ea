import { timeOrderedId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { calls, callsOf, make } from '../support/module-calls';
import { postAsService } from '../support/service';
import { setStepUpAge } from '../support/sign-in';
import { expect, test } from '../support/test';
import { channelUrl } from '../support/tokens-page';

/** Somebody's token with one call in its history, and every call of the module about it. */
async function usedToken(owner: Awaited<ReturnType<typeof createUser>>, baseURL: string | undefined) {
  const token = await createToken(owner, { name: 'Untouched' });
  const channel = await createChannel(owner);
  await postAsService(channelUrl(baseURL, channel.uniqueName, token.token), { text: 'Hi' });
  const { id } = await db().invocation.findFirstOrThrow({
    where: { tokenId: token.id },
    select: { id: true },
  });
  return { token, ofToken: callsOf(token.id, id, channel.uniqueName) };
}

async function expectUntouched(id: string) {
  const select = { name: true, enabled: true };
  expect(await db().webhookToken.findUnique({ where: { id }, select })).toEqual({
    name: 'Untouched',
    enabled: true,
  });
}

test('S8 signed out, every route of the module answers 401', async ({ playwright, baseURL }) => {
  const owner = await createUser();
  const { token, ofToken } = await usedToken(owner, baseURL);
  const nobody = await playwright.request.newContext({ baseURL });
  for (const call of [...calls, ...ofToken]) {
    const answer = await make(nobody, call);
    expect(answer.status(), call.name).toBe(401);
    expect(await answer.text(), call.name).not.toContain(token.token.slice(-32));
  }
  await nobody.dispose();
  await expectUntouched(token.id);
});

test('S8 without a second factor, every route of the module answers 403 step_up_required', async ({
  page,
  person,
  baseURL,
}) => {
  const { token, ofToken } = await usedToken(person, baseURL);
  await setStepUpAge(person, null);
  for (const call of [...calls, ...ofToken]) {
    const answer = await make(page.request, call);
    expect(answer.status(), call.name).toBe(403);
    expect(await answer.json(), call.name).toMatchObject({ code: 'step_up_required' });
  }
  await expectUntouched(token.id);
  expect(await db().webhookToken.count({ where: { userId: person.id } })).toBe(1);
});

test('S1 somebody else’s token is 404 on every route, as is one that does not exist', async ({
  page,
  person,
  baseURL,
}) => {
  expect(person.id).toBeTruthy();
  const { token, ofToken } = await usedToken(await createUser(), baseURL);
  const nowhere = callsOf(timeOrderedId(), timeOrderedId(), 'x');
  for (const [index, call] of ofToken.entries()) {
    const [theirs, nobodys] = [await make(page.request, call), await make(page.request, nowhere[index]!)];
    expect([theirs.status(), nobodys.status()], call.name).toEqual([404, 404]);
    const bare = async (answer: typeof theirs) => ({ ...(await answer.json()), requestId: '' });
    if (call.name !== 'endpoints') expect(await bare(theirs), call.name).toEqual(await bare(nobodys));
  }
  await expectUntouched(token.id);
});

test('S8 a page of another site cannot change anything, whatever cookies the browser sends', async ({
  page,
  person,
  baseURL,
}) => {
  const { token, ofToken } = await usedToken(person, baseURL);
  const changes = [...calls, ...ofToken].filter(({ method }) => method !== 'GET');
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const call of changes) {
    for (const headers of foreign) {
      const answer = await make(page.request, call, headers);
      expect({ call: call.name, headers, status: answer.status() }).toMatchObject({ status: 403 });
      expect(await answer.json()).toMatchObject({ code: 'not_same_origin' });
    }
  }
  await expectUntouched(token.id);
  expect(await db().webhookToken.count({ where: { userId: person.id } })).toBe(1);
});

test('S8 nothing of the module is changed by GET', async ({ page, person, baseURL }) => {
  const { token, ofToken } = await usedToken(person, baseURL);
  for (const call of ofToken.filter(({ method }) => method !== 'GET')) {
    const answer = await make(page.request, { ...call, method: 'GET', data: undefined });
    expect(answer.status(), call.name).toBe(405);
  }
  await expectUntouched(token.id);
});
