import type { GalleryGroup } from './example';

export const texts: GalleryGroup = {
  title: 'Texts',
  examples: [
    {
      name: 'Styles, code, links and mentions',
      message: {
        text: 'Deploy of *checkout* to _production_ took `4 min 12 s`, ~7 min~ before. __Nobody__ was paged.\nSee [the run](https://ci.example.com/runs/4711) or https://status.example.com/checkout?from=chat, write to [the team](mailto:team@example.com). {@all} {@participants} {@1001} {#builds}',
      },
    },
    {
      name: 'Headings, quote, rule and a fence',
      message: {
        text: '# Release 4.2\n## What is new\nFaster search, *smaller* bundles.\n### Known problems\n!Login with the old app fails on Android 9.\n!Update first.\n---\n```\n$ npm install postern@4.2.0\nadded 1 package in 3s\n```',
      },
    },
    {
      name: 'A monitor’s heading and doubled marks',
      message: { text: '### ✅ [checkout] is up\n**Time** (UTC): 2026-11-27 02:58:20\n**Ping**: 48 ms' },
    },
    {
      name: 'Shown as it was written',
      message: { text: '*not bold* and `not code`\n  kept as it is', styles: { markdown: false } },
    },
    {
      name: 'Right-to-left text and emoji',
      message: {
        text: 'اكتمل بناء الإصدار *2.4.1* بنجاح في 3 دقائق، ولم يفشل أي اختبار.\nהפריסה ל-`production` הסתיימה בהצלחה 🎉\n日本語のメッセージ、改行なしでも折り返されます。👩‍👩‍👧‍👦 🇪🇺 👍🏽',
      },
    },
    {
      name: 'Words without an end',
      message: {
        text: `${'Donaudampfschifffahrtsgesellschaft'.repeat(6)} https://example.com/${'a-very-long-path/'.repeat(12)}?token=${'x'.repeat(80)}\n\`${'sha256:'.padEnd(160, '0f')}\``,
      },
    },
    {
      name: 'A long text folds',
      message: {
        text: Array.from(
          { length: 36 },
          (_, line) => `02:${String(line).padStart(2, '0')} worker ${line % 4} finished batch ${line + 1}`,
        ).join('\n'),
      },
    },
  ],
};
