import type { Page } from 'playwright/test';
import { expect } from './test';

/** Where a handler is written, once the editor has taken the place of the text field that stands there first. */
export const editorOf = (page: Page) =>
  page.getByRole('textbox', { name: /, code$/ }).and(page.locator('[contenteditable="true"]'));

/** Expects the code of a handler. The code has to fit on the screen, since an editor draws no more. */
export async function expectCode(page: Page, code: string) {
  const lines = editorOf(page).locator('.cm-line');
  await expect.poll(async () => (await lines.allTextContents()).join('\n')).toBe(code);
}
