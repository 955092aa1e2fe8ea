import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, items } from '../../draw';
import { asCode, linked } from '../../markup/links';
import { at, firstLineOf, lineAt, lookUp, recordsAt, shownAt } from '../../markup/payload';
import { branchOf, excerpt, inRepository, numbered, who, words } from '../parts';

/** Pushes, branches and tags, pull requests and their reviews. */
export const codeEvents = {
  push,
  create: (payload: UncheckedObject) => made(payload, 'created'),
  delete: (payload: UncheckedObject) => made(payload, 'deleted'),
  pull_request: pullRequest,
  pull_request_review: review,
  pull_request_review_comment: (payload: UncheckedObject) =>
    eventMessage([
      `${who(payload)} commented on ${linked('a line', at(payload, 'comment.html_url'))} of ${numbered(payload.pull_request)}${inRepository(payload)}`,
      excerpt(payload, 'comment.body'),
    ]),
  commit_comment: (payload: UncheckedObject) =>
    eventMessage([
      `${who(payload)} commented on ${linked(lineAt(payload, 'comment.commit_id')?.slice(0, 7), at(payload, 'comment.html_url'))}${inRepository(payload)}`,
      excerpt(payload, 'comment.body'),
    ]),
};

function push(payload: UncheckedObject) {
  const ref = lineAt(payload, 'ref');
  const name = asCode(branchOf(ref));
  const kind = ref?.startsWith('refs/tags/') ? 'tag ' : '';
  if (payload.deleted === true)
    return eventMessage([`${who(payload)} deleted ${kind}${name}${inRepository(payload)}`]);
  const commits = recordsAt(payload, 'commits');
  if (commits.length === 0) {
    const done =
      payload.created === true ? 'created' : payload.forced === true ? 'force-pushed' : 'pushed to';
    return eventMessage([`${who(payload)} ${done} ${kind}${name}${inRepository(payload)}`]);
  }
  const count = linked(commits.length === 1 ? '1 commit' : `${commits.length} commits`, payload.compare);
  const verb = payload.forced === true ? 'force-pushed' : 'pushed';
  return eventMessage([
    `${who(payload)} ${verb} ${count} to ${kind}${name}${inRepository(payload)}`,
    ...items(commits, commitLine),
  ]);
}

function commitLine(commit: UncheckedObject): string {
  const id = linked(lineAt(commit, 'id')?.slice(0, 7), commit.url);
  return `${id} ${literal(firstLineOf(commit.message) ?? '')}`.trim();
}

function made(payload: UncheckedObject, done: string) {
  return eventMessage([
    `${who(payload)} ${done} ${shownAt(payload, 'ref_type')} ${asCode(payload.ref)}${inRepository(payload)}`,
  ]);
}

/** Actions whose own word makes no sentence. */
const PULL_VERBS: Readonly<Record<string, string>> = {
  synchronize: 'pushed to',
  review_requested: 'requested a review of',
  review_request_removed: 'took back the request for a review of',
  ready_for_review: 'asks for a review of',
  converted_to_draft: 'made a draft of',
  auto_merge_enabled: 'lets merge by itself',
};

function pullRequest(payload: UncheckedObject) {
  const action = lineAt(payload, 'action');
  const pull = payload.pull_request;
  const merged = action === 'closed' && at(pull, 'merged') === true;
  const opened = action === 'opened' || action === 'reopened' || action === 'ready_for_review';
  const branches = `${asCode(at(pull, 'base.ref'))} ← ${asCode(at(pull, 'head.ref'))}`;
  const whom = lineAt(payload, 'requested_reviewer.login') ?? lineAt(payload, 'requested_team.name');
  const assignee = action === 'assigned' ? lineAt(payload, 'assignee.login') : null;
  const label = action === 'labeled' || action === 'unlabeled' ? asCode(at(payload, 'label.name')) : '';
  const verb = merged ? 'merged' : (lookUp(PULL_VERBS, action) ?? words(action));
  const draft = at(pull, 'draft') === true && opened ? 'draft ' : '';
  const about = [whom && `from ${literal(whom)}`, assignee && `to ${literal(assignee)}`, label]
    .filter(Boolean)
    .join(' ');
  return eventMessage([
    `${who(payload)} ${verb} ${draft}pull request ${numbered(pull)}${about ? ` ${about}` : ''}${inRepository(payload)}`,
    opened || merged ? branches : null,
    action === 'opened' ? excerpt(pull, 'body') : null,
  ]);
}

const VERDICTS: Readonly<Record<string, string>> = {
  approved: 'approved',
  changes_requested: 'requested changes to',
  commented: 'reviewed',
  dismissed: 'dismissed a review of',
};

function review(payload: UncheckedObject) {
  const state = lineAt(payload, 'review.state')?.toLowerCase() ?? '';
  const verdict = linked(lookUp(VERDICTS, state) ?? 'reviewed', at(payload, 'review.html_url'));
  return eventMessage([
    `${who(payload)} ${verdict} ${numbered(payload.pull_request)}${inRepository(payload)}`,
    excerpt(payload, 'review.body'),
  ]);
}
