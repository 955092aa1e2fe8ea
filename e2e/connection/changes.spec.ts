import type { Page } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { goToAlive } from '../support/go-to';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';
import { changes } from './changes';
import { fromMenu } from './changes/change';
import { failChanges, holdChanges, killServer, loseAnswers } from './faults';

const NOTHING_CHANGED =
  /You are offline, so nothing was sent and nothing has changed\. Connect and try again\./;

async function opened(page: Page, make: (typeof changes)[string]) {
  const person = await createUser({ role: 'ADMINISTRATOR' });
  await signIn(page.context(), person, { steppedUp: true });
  const change = await make(person);
  await goToAlive(page, change.path);
  await change.prepare?.(page);
  await change.shows(page, false);
  return change;
}

for (const [name, make] of Object.entries(changes)) {
  test.describe(name, () => {
    test('offline: it says at once that nothing has changed, shows that, and sends nothing later', async ({
      page,
      context,
    }) => {
      const change = await opened(page, make);
      await context.setOffline(true);
      await change.press(page);
      await expect(page.getByText(NOTHING_CHANGED).first()).toBeVisible();
      await change.shows(page, false);
      // A page that is online again opens its stream anew, and asks for more only where that is not enough.
      const back = page.waitForResponse((one) => one.url().includes('/api/events?') && one.ok());
      await context.setOffline(false);
      await back;
      expect(await change.isMade()).toBe(false);
      // The typed text and the focus are still there.
      await change.press(page);
      await change.shows(page, true);
      await expect.poll(change.isMade).toBe(true);
    });

    test('without a server: it says that Postern cannot be reached, and the page stays', async ({ page }) => {
      const change = await opened(page, make);
      await killServer(page);
      await change.press(page);
      await expect(page.getByText(/Postern cannot be reached/).first()).toBeVisible();
      await change.shows(page, false);
      expect(await change.isMade()).toBe(false);
    });

    test('when its answer is lost it is shown as made, because it is', async ({ page }) => {
      const change = await opened(page, make);
      await loseAnswers(page);
      await change.press(page);
      await change.shows(page, true);
      await expect.poll(change.isMade).toBe(true);
    });
  });
}

for (const deed of ['Archive channel', 'Delete channel']) {
  test(`${deed}: a question that is asked again says nothing of what failed before, and says the next failure`, async ({
    page,
    context,
  }) => {
    const person = await createUser();
    await signIn(context, person);
    const { name, uniqueName } = await createChannel(person);
    await goToAlive(page, `/channels/${uniqueName}`);
    const question = page.getByRole('dialog', { name });
    const confirm = question.getByRole('button', { name: deed });
    const ask = async () => {
      await fromMenu('More about this channel', deed)(page);
      if (deed === 'Delete channel') await question.getByRole('textbox').fill(name);
    };
    await ask();
    await context.setOffline(true);
    await confirm.click();
    await expect(question.getByText(NOTHING_CHANGED)).toBeVisible();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toHaveCount(0);
    await ask();
    await expect(confirm).toBeVisible();
    await expect(question.getByText(NOTHING_CHANGED)).toHaveCount(0);
    await confirm.click();
    await expect(question.getByText(NOTHING_CHANGED)).toBeVisible();
  });
}

test.describe('the status switch', () => {
  async function tokenPage(page: Page) {
    const person = await createUser();
    await signIn(page.context(), person, { steppedUp: true });
    const { id } = await createToken(person, { name: 'Build server' });
    await page.goto(TOKENS_PATH);
    const status = page.getByRole('switch', { name: 'Status of Build server' });
    await expect(status).toBeChecked();
    return { id, status, isOn: () => db().webhookToken.count({ where: { id, enabled: true } }) };
  }

  test('keeps the focus and can be pressed again after it failed', async ({ page, context }) => {
    const { status, isOn } = await tokenPage(page);
    await context.setOffline(true);
    await status.focus();
    await page.keyboard.press('Space');
    await expect(page.getByText('“Build server” is still on. You are offline')).toBeVisible();
    await expect(status).toBeFocused();
    await expect(status).toBeChecked();
    await context.setOffline(false);
    await page.keyboard.press('Space');
    await expect(status).not.toBeChecked();
    await expect.poll(isOn).toBe(0);
  });

  test('looks busy for as long as the server takes, also while the list is asked for, and ends as it is', async ({
    page,
  }) => {
    const { status, isOn } = await tokenPage(page);
    const { arrived, goOn } = await holdChanges(page);
    await status.click();
    await arrived;
    await expect(status).toHaveAttribute('aria-busy', 'true');
    // A list that arrives meanwhile still has the token on; the page shows the wish.
    await page.waitForResponse((response) => response.url().endsWith('/api/webhook-tokens'), {
      timeout: 20_000,
    });
    await expect(status).toHaveAttribute('aria-busy', 'true');
    expect(await isOn()).toBe(1);
    goOn();
    await expect(status).not.toHaveAttribute('aria-busy', 'true');
    await expect(status).not.toBeChecked();
    expect(await isOn()).toBe(0);
  });

  test('gives up after 20 seconds, asks how it stands, and says so', async ({ page }) => {
    await page.clock.install();
    const { status, isOn } = await tokenPage(page);
    const { arrived, goOn } = await holdChanges(page);
    await status.click();
    await arrived;
    await page.clock.fastForward(20_000);
    await expect(
      page.getByText(/“Build server” is still on\. Postern did not confirm the change/),
    ).toBeVisible();
    await expect(status).toBeChecked();
    expect(await isOn()).toBe(1);
    goOn();
  });

  test('goes back when a proxy answers 502, and says that the change was not made', async ({ page }) => {
    const { status } = await tokenPage(page);
    await failChanges(page);
    await status.click();
    await expect(
      page.getByText(/“Build server” is still on\. Postern did not confirm the change/),
    ).toBeVisible();
    await expect(status).toBeChecked();
  });

  test('of a token that was deleted elsewhere goes with it', async ({ page }) => {
    const { id, status } = await tokenPage(page);
    await db().webhookToken.delete({ where: { id } });
    await status.click();
    await expect(page.getByRole('switch')).toHaveCount(0);
  });
});
