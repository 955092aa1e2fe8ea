import type { LaunchOptions } from 'playwright/test';
import config from '@/playwright.config';

/** The Chromium that people use, started as the one of the other tests. */
export function wholeBrowser(): LaunchOptions {
  const { CHROMIUM } = process.env;
  const { executablePath: _, ...options } = config.use?.launchOptions ?? {};
  return { ...options, ...(CHROMIUM ? { executablePath: CHROMIUM } : { channel: 'chromium' }) };
}
