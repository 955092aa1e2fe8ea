import { expect, type Page } from 'playwright/test';
import type { TestUser } from '@/prisma/factories/create-user';

/** One change that somebody makes in the interface. */
type Change = {
  path: string;
  /** Goes up to the last press, and so fetches all code that the change needs. */
  prepare?: (page: Page) => Promise<void>;
  press: (page: Page) => Promise<void>;
  /** Fails unless the page shows the change as made, or as not made. */
  shows: (page: Page, isMade: boolean) => Promise<void>;
  isMade: () => Promise<boolean>;
};

/** Presses the first control of that name. */
export const press =
  (
    role: 'button' | 'combobox' | 'switch' | 'radio' | 'menuitem' | 'menuitemcheckbox',
    name: string | RegExp,
  ) =>
  (page: Page) =>
    page.getByRole(role, { name }).first().click();

/** Opens the dialog behind an item of a menu. */
export const fromMenu = (menu: string, item: string) => async (page: Page) => {
  await press('button', menu)(page);
  await press('menuitem', item)(page);
  await expect(page.getByRole('dialog')).toBeVisible();
};

/** The changes by what they change; each makes its own rows. */
export type Changes = Record<string, (person: TestUser) => Promise<Change>>;
