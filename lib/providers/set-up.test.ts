import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { targetOf } from '@/lib/snippets/snippet';
import { tools } from '@/lib/snippets/tools';
import { providers } from './registry';
import { type SetUp, setUps } from './set-up';

const guide = readFileSync('docs/any-service.md', 'utf8');
const HEAD = '| service | where | setting for the URL | key |';

function rowOf({ service, where, setting, key }: SetUp): string {
  const place = key === 'in the URL' ? key : `in a header: ${key.header}`;
  return `| ${[service, where, setting, place].join(' | ')} |`;
}

/** The rows of the guide's table with this heading row. */
function tableBelow(head: string): string[] {
  const lines = guide.split('\n');
  const from = lines.indexOf(head);
  expect(from, head).toBeGreaterThan(0);
  const length = lines.slice(from).findIndex((line) => !line.startsWith('|'));
  return lines.slice(from + 2, from + length);
}

it('every provider says how its service is set up', () => {
  expect(Object.keys(setUps).toSorted()).toEqual(providers.map(({ name }) => name).toSorted());
});

it("the guide's table is what the providers say, row by row", () => {
  expect(tableBelow(HEAD)).toEqual(Object.values(setUps).map(rowOf));
});

it('every service of the table is among those that the guide says it knows', () => {
  const known = tableBelow('| sender | recognised by | shown |');
  expect(known).toHaveLength(providers.length);
});

describe('what Get Webhook URL offers agrees with it', () => {
  const URL = 'https://postern.example/api/v2/channelsbyname/ops/incoming';
  const both = tools.filter(({ id }) => Object.hasOwn(setUps, id));

  it('for the services that have settings to copy', () => {
    expect(both.map(({ id }) => id)).toEqual(['jenkins', 'grafana', 'alertmanager', 'uptime-kuma', 'zabbix']);
  });

  // A Jenkinsfile, unlike the plugin's form, can send a header.
  it.each(both.filter(({ id }) => id !== 'jenkins'))(
    '$id: where the key goes, and what the settings are called',
    (tool) => {
      const setUp = setUps[tool.id]!;
      const snippets = tool.snippets(targetOf(`${URL}?zapikey=KEY`, 'incoming'));
      const copied = snippets.map(({ code }) => code).join('\n');
      expect(copied.includes('zapikey=')).toBe(setUp.key === 'in the URL');
      const all = snippets
        .map(({ title, note, code }) => `${title}\n${note}\n${code}`)
        .join('\n')
        .toLowerCase();
      for (const name of [setUp.setting, ...(setUp.key === 'in the URL' ? [] : [setUp.key.header])]) {
        const [words = ''] = name.replaceAll('`', '').split(/[:,]/);
        expect(all).toContain(words.split('.').at(-1)!.toLowerCase());
      }
    },
  );
});
