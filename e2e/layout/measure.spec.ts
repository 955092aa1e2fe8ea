import { expect, test } from 'playwright/test';
import { measure } from './measure';

const demands = { names: ['Nightly builds of the shop'], touch: false };
const flaws: Record<string, { html: string; found: RegExp; touch?: boolean }> = {
  'a name in a column without room': {
    html: '<div style="width:12px;overflow:hidden;white-space:nowrap">Nightly builds of the shop</div>',
    found: /has 12 px/,
  },
  'a page that is too wide': { html: '<div style="width:2000px">x</div>', found: /px too wide/ },
  'a button outside': {
    html: '<div style="overflow:hidden"><button style="position:relative;left:1400px">Save</button></div>',
    found: /“Save” lies outside/,
  },
  'two buttons on each other': {
    html: '<button>Save</button><button style="position:relative;left:-20px">Discard</button>',
    found: /“Save” and .*“Discard” overlap/,
  },
  'a button too small for a finger': {
    html: '<button style="height:20px">Save</button>',
    found: /“Save” is .* for a finger/,
    touch: true,
  },
};

for (const [what, { html, found, touch = false }] of Object.entries(flaws)) {
  test(`measuring finds ${what}`, async ({ page }) => {
    await page.setContent(html);
    expect((await measure(page, { ...demands, touch })).join('\n')).toMatch(found);
  });
}

test('measuring finds nothing where nothing is wrong', async ({ page }) => {
  await page.setContent('<p>Nightly builds of the shop</p><button style="height:44px">Save</button>');
  expect(await measure(page, { ...demands, touch: true })).toEqual([]);
});
