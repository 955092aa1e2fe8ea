import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage } from '../draw';
import { asCode, linked } from '../markup/links';
import { at, firstLine, lineAt, lookUp, textAt } from '../markup/payload';
import type { Provider } from '../provider';

/** npm's registry hooks (`npm hook add`), and those of similar registries. */
export const npm: Provider = {
  name: 'npm',
  title: 'npm',
  detect: ({ headers, payload }) =>
    /^package:[a-z-]+$/.test(lineAt(payload, 'event') ?? '') &&
    typeof payload.name === 'string' &&
    (headers['x-npm-signature'] !== undefined ||
      ['change', 'hookOwner', 'type'].some((key) => key in payload)),
  event: ({ payload }) => lineAt(payload, 'event'),
  render: ({ payload }) => {
    const verb = lookUp(VERBS, lineAt(payload, 'event'));
    return verb ? eventMessage(verb(payload)) : null;
  },
};

type Lines = (string | null)[];

const VERBS: Readonly<Record<string, (payload: UncheckedObject) => Lines>> = {
  'package:publish': (payload) => {
    const version = versionOf(payload);
    const who = lineAt(manifestOf(payload, version), '_npmUser.name');
    return [
      `${who === null ? '' : `${literal(who)} published `}${nameOf(payload, version)}${who === null ? ' was published' : ''}${tagged(payload)}`,
      literal(textAt(payload, 'payload.description', 300) ?? ''),
    ];
  },
  'package:unpublish': (payload) => [`${nameOf(payload, versionOf(payload))} was unpublished`],
  'package:deprecated': (payload) => {
    const version = firstLine(payload, 'change.deprecated', 'change.version');
    const reason = textAt(manifestOf(payload, version), 'deprecated', 500);
    return [`${nameOf(payload, version)} was deprecated`, reason && literal(reason)];
  },
  'package:undeprecated': (payload) => [
    `${nameOf(payload, firstLine(payload, 'change.deprecated', 'change.version'))} is no longer deprecated`,
  ],
  'package:dist-tag': (payload) => {
    const version = versionOf(payload) ?? lineAt(at(payload, 'payload.dist-tags'), tagOf(payload) ?? '');
    return [
      `Tag ${asCode(tagOf(payload))} of ${nameOf(payload, null)} is now ${asCode(version) || 'another version'}`,
    ];
  },
  'package:dist-tag-rm': (payload) => [
    `${nameOf(payload, null)} no longer has the tag ${asCode(tagOf(payload))}`,
  ],
  'package:owner': (payload) => [`${ownerOf(payload)} is now an owner of ${nameOf(payload, null)}`],
  'package:owner-rm': (payload) => [`${ownerOf(payload)} is no longer an owner of ${nameOf(payload, null)}`],
  'package:star': (payload) => [`${userOf(payload)} starred ${nameOf(payload, null)}`],
  'package:unstar': (payload) => [`${userOf(payload)} took back a star of ${nameOf(payload, null)}`],
  'package:change': (payload) => [`${nameOf(payload, null)} changed`],
};

/** The package, linked to its page at npm, and its version. */
function nameOf(payload: UncheckedObject, version: string | null): string {
  const name = lineAt(payload, 'name') ?? '';
  const isName = /^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name);
  const ofVersion = version !== null && /^[\w.+-]+$/.test(version) ? `/v/${encodeURIComponent(version)}` : '';
  const address = isName ? `https://www.npmjs.com/package/${name}${ofVersion}` : null;
  return [linked(name, address), version === null ? '' : asCode(version)].filter(Boolean).join(' ');
}

function versionOf(payload: UncheckedObject): string | null {
  const version = lineAt(payload, 'change.version');
  // This path belongs to the hook's format, not to the package.
  return version ?? (payload.change === undefined ? lineAt(payload, 'payload.dist-tags.latest') : null);
}

function manifestOf(payload: UncheckedObject, version: string | null): unknown {
  const versions = asRecord(at(payload, 'payload.versions'));
  return versions && version !== null && Object.hasOwn(versions, version) ? versions[version] : undefined;
}

function tagOf(payload: UncheckedObject): string | null {
  return firstLine(payload, 'change.dist-tag', 'change.tag');
}

function tagged(payload: UncheckedObject): string {
  const tag = tagOf(payload);
  return tag === null ? '' : ` as ${asCode(tag)}`;
}

function ownerOf(payload: UncheckedObject): string {
  return literal(firstLine(payload, 'change.maintainer', 'change.user') ?? 'Somebody');
}

function userOf(payload: UncheckedObject): string {
  return literal(firstLine(payload, 'change.user', 'change.maintainer') ?? 'Somebody');
}
