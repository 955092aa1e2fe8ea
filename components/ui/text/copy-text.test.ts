import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

const HELPER = path.join('components', 'ui', 'text', 'copy-text.ts');
const BY_ITSELF = /navigator\s*\.\s*clipboard|execCommand\(\s*'copy'|ClipboardItem/;

test('every Copy goes through the one helper, which also knows what to do on plain http', async () => {
  const files = [];
  for (const folder of ['app', 'components']) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    files.push(...entries.filter((entry) => /\.tsx?$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)));
  }
  const alone = [];
  for (const { parentPath, name } of files) {
    const file = path.join(parentPath, name);
    if (BY_ITSELF.test(await readFile(file, 'utf8'))) alone.push(file);
  }
  expect(files.length).toBeGreaterThan(200);
  expect(alone).toEqual([HELPER]);
});
