import { expect } from 'vitest';
import * as revealing from '@/app/api/extensions/[number]/app-keys/[environment]/reveal/route';
import * as code from '@/app/api/extensions/[number]/code/route';
import * as publishedVersion from '@/app/api/extensions/[number]/published-version/route';
import * as extension from '@/app/api/extensions/[number]/route';
import * as versions from '@/app/api/extensions/[number]/versions/route';
import * as extensions from '@/app/api/extensions/route';
import type { ExtensionPage } from '@/lib/extensions/dto';
import { aName } from './bot';
import { ask, type Person } from './people/person';

export const handlerReturning = (text: string) => `function handler() {\n  return '${text}';\n}\n`;

export async function anExtension(person: Person) {
  const made = await ask(extensions.POST, { person, method: 'POST', body: { name: aName('Tracker') } });
  expect(made.status).toBe(200);
  return made.json as { number: string; feedId: number };
}

export const save = (person: Person, number: string, text: string) =>
  ask(code.PUT, { person, method: 'PUT', params: { number }, body: { code: handlerReturning(text) } });

export const publish = (person: Person, number: string, note = '') =>
  ask(versions.POST, { person, method: 'POST', params: { number }, body: { note } });

export const rollBack = (person: Person, number: string, version: number) =>
  ask(publishedVersion.PUT, { person, method: 'PUT', params: { number }, body: { version } });

export const read = async (person: Person, number: string) =>
  (await ask(extension.GET, { person, params: { number } })).json as ExtensionPage;

export const reveal = async (person: Person, number: string, environment: string): Promise<string> =>
  (await ask(revealing.POST, { person, method: 'POST', params: { number, environment } })).json.appKey;
