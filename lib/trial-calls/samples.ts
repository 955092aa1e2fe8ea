import 'server-only';
import { allFixtures } from '@/lib/providers/all-fixtures';
import { providers } from '@/lib/providers/registry';
import type { SampleName } from './dto';

/** A call without its address and key. */
export type Sample = { headers: Readonly<Record<string, string>>; body: string };

/** Names for samples that belong to no single service. */
const NAMES: Readonly<Record<string, string>> = {
  slack: 'Slack’s form',
  discord: 'Discord’s form',
  teams: 'Microsoft Teams’ form',
  'google-chat': 'Google Chat’s form',
  cliq: 'A message of Postern',
  unknown: 'Something of your own',
};

/** The services with a sample, in the order of the gallery. */
export function sampleNames(): SampleName[] {
  return Object.keys(allFixtures).map((service) => ({ service, label: labelOf(service) }));
}

function labelOf(service: string): string {
  return NAMES[service] ?? providers.find(({ name }) => name === service)?.title ?? service;
}

/** A call as the service makes it; undefined without a sample. */
export function sampleOf(service: string): Sample | undefined {
  const fixture = Object.hasOwn(allFixtures, service) ? allFixtures[service]?.[0] : undefined;
  return fixture && { headers: fixture.headers ?? {}, body: JSON.stringify(fixture.body) };
}

/** For endpoints that take ready messages. */
export const readyMessage: Sample = {
  headers: {},
  body: JSON.stringify({ text: 'Build *#1024* passed in 3 min' }),
};
