import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, items } from '../draw';
import { asCode, linked } from '../markup/links';
import { at, firstLineOf, lineAt, numberAt, recordsAt } from '../markup/payload';
import { excerpt, inProject, past, who } from './parts';

const NO_COMMIT = /^0{40,64}$/;

export function push(payload: UncheckedObject) {
  const name = asCode((lineAt(payload, 'ref') ?? '').replace(/^refs\/(?:heads|tags)\//, ''));
  const kind = payload.object_kind === 'tag_push' ? 'tag ' : '';
  const end = inProject(payload);
  if (NO_COMMIT.test(lineAt(payload, 'after') ?? ''))
    return eventMessage([`${who(payload)} deleted ${kind}${name}${end}`]);
  const commits = recordsAt(payload, 'commits');
  const total = numberAt(payload, 'total_commits_count') ?? commits.length;
  if (kind !== '' || commits.length === 0) {
    const isNew = NO_COMMIT.test(lineAt(payload, 'before') ?? '');
    return eventMessage([`${who(payload)} ${isNew ? 'created' : 'pushed to'} ${kind}${name}${end}`]);
  }
  return eventMessage([
    `${who(payload)} pushed ${total === 1 ? '1 commit' : `${total} commits`} to ${name}${end}`,
    // GitLab lists the newest commit last.
    ...items(
      commits.toReversed(),
      (commit) =>
        `${linked(lineAt(commit, 'id')?.slice(0, 8), commit.url)} ${literal(firstLineOf(commit.message) ?? '')}`,
      total,
    ),
  ]);
}

export function tracked(payload: UncheckedObject, kind: string, sign: string) {
  const thing = payload.object_attributes;
  const action = lineAt(thing, 'action');
  const number = lineAt(thing, 'iid');
  const name = linked(
    `${number === null ? '' : `${sign}${number} `}${lineAt(thing, 'title', 150) ?? ''}`,
    at(thing, 'url'),
  );
  const source = asCode(at(thing, 'source_branch'));
  const isNews = action === 'open' || action === 'reopen' || action === 'merge';
  return eventMessage([
    `${who(payload)} ${past(action)} ${kind} ${name}${inProject(payload)}`,
    isNews && source ? `${asCode(at(thing, 'target_branch'))} ← ${source}` : null,
    action === 'open' ? excerpt(at(thing, 'description')) : null,
  ]);
}

export function note(payload: UncheckedObject) {
  const about = payload.merge_request ?? payload.issue ?? payload.snippet;
  const sign = payload.merge_request ? '!' : '#';
  const number = lineAt(about, 'iid');
  const thing = about
    ? literal(`${number === null ? '' : `${sign}${number} `}${lineAt(about, 'title', 150) ?? ''}`)
    : asCode(lineAt(payload, 'commit.id')?.slice(0, 8));
  return eventMessage([
    `${who(payload)} ${linked('commented', at(payload, 'object_attributes.url'))} on ${thing}${inProject(payload)}`,
    excerpt(at(payload, 'object_attributes.note')),
  ]);
}
