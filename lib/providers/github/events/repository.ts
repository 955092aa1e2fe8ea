import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage } from '../../draw';
import { asCode, linked } from '../../markup/links';
import { at, firstLine, lineAt } from '../../markup/payload';
import { excerpt, inRepository, numbered, repository, who, words } from '../parts';

/** The repository itself and its people: releases, packages, stars, members, the webhook's own ping. */
export const repositoryEvents = {
  ping: (payload: UncheckedObject) => {
    const where = repository(payload) || 'GitHub';
    return eventMessage([`This webhook is set up: ${where} posts its events here`]);
  },
  release: (payload: UncheckedObject) => {
    const action = lineAt(payload, 'action');
    const name = linked(
      firstLine(payload, 'release.name', 'release.tag_name'),
      at(payload, 'release.html_url'),
    );
    const kind = at(payload, 'release.prerelease') === true ? 'pre-release' : 'release';
    return eventMessage([
      `${who(payload)} ${words(action)} ${kind} ${name}${inRepository(payload)}`,
      action === 'published' ? excerpt(payload, 'release.body') : null,
    ]);
  },
  star: (payload: UncheckedObject) => {
    const done = lineAt(payload, 'action') === 'deleted' ? 'took back a star of' : 'starred';
    return eventMessage([`${who(payload)} ${done} ${repository(payload)}`]);
  },
  watch: (payload: UncheckedObject) => eventMessage([`${who(payload)} watches ${repository(payload)}`]),
  fork: (payload: UncheckedObject) =>
    eventMessage([
      `${who(payload)} forked ${repository(payload)} to ${linked(at(payload, 'forkee.full_name'), at(payload, 'forkee.html_url'))}`,
    ]),
  public: (payload: UncheckedObject) => eventMessage([`${who(payload)} made ${repository(payload)} public`]),
  repository: (payload: UncheckedObject) =>
    eventMessage([`${who(payload)} ${words(lineAt(payload, 'action'))} repository ${repository(payload)}`]),
  member: (payload: UncheckedObject) =>
    eventMessage([
      `${who(payload)} ${words(lineAt(payload, 'action'))} ${literal(lineAt(payload, 'member.login') ?? 'a collaborator')} as a collaborator${inRepository(payload)}`,
    ]),
  milestone: (payload: UncheckedObject) =>
    eventMessage([
      `${who(payload)} ${words(lineAt(payload, 'action'))} milestone ${numbered(payload.milestone)}${inRepository(payload)}`,
    ]),
  label: (payload: UncheckedObject) =>
    eventMessage([
      `${who(payload)} ${words(lineAt(payload, 'action'))} label ${asCode(at(payload, 'label.name'))}${inRepository(payload)}`,
    ]),
  branch_protection_rule: (payload: UncheckedObject) =>
    eventMessage([
      `${who(payload)} ${words(lineAt(payload, 'action'))} the protection of ${asCode(at(payload, 'rule.name'))}${inRepository(payload)}`,
    ]),
  registry_package: (payload: UncheckedObject) => packaged(payload, payload.registry_package),
  package: (payload: UncheckedObject) => packaged(payload, payload.package),
};

function packaged(payload: UncheckedObject, one: unknown) {
  const version = lineAt(one, 'package_version.version');
  const name = `${lineAt(one, 'name') ?? 'a package'}${version === null ? '' : ` ${version}`}`;
  return eventMessage([
    `${who(payload)} ${words(lineAt(payload, 'action'))} package ${linked(name, at(one, 'html_url'))}${inRepository(payload)}`,
  ]);
}
