import { gzipSync } from 'node:zlib';
import { NO_BROWSER, openBrowser, TOKENS_PATH } from '../browser';
import type { OtherScenario } from './scenario';

const BYTES_PER_KB = 1_000;

export const page: OtherScenario = {
  name: 'page',
  about: 'JavaScript that the token page loads',
  async run(bench) {
    const { world, skip, step } = bench;
    step('Loading the token page');
    const browser = await openBrowser(bench);
    if (!browser) {
      skip(`JavaScript of the token page: ${NO_BROWSER}`);
      return {};
    }
    const scripts: Promise<Buffer>[] = [];
    const alive = browser.page.waitForResponse((response) => response.url().endsWith('/api/shell'));
    browser.page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body());
    });
    await browser.page.goto(TOKENS_PATH);
    await browser.page.getByText(world.token.name).first().waitFor();
    // The network never falls silent, since a page has a live stream. A page asks for its navigation once it is complete.
    await alive;
    const bodies = await Promise.all(scripts);
    await browser.close();
    const kilobytes = (sizes: number[]) => sizes.reduce((sum, size) => sum + size, 0) / BYTES_PER_KB;
    return {
      page: {
        files: bodies.length,
        kilobytes: kilobytes(bodies.map((body) => body.length)),
        compressedKilobytes: kilobytes(bodies.map((body) => gzipSync(body).length)),
      },
    };
  },
};
