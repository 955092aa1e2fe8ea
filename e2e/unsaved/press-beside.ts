import type { Page } from 'playwright/test';

/** Presses the page beside the dialog that is open on top. */
export const pressBeside = (page: Page) =>
  page
    .locator('[data-scrim]')
    .last()
    .click({ position: { x: 5, y: 5 } });
