import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, items } from '../../draw';
import { asCode, linked } from '../../markup/links';
import { at, lineAt, recordsAt } from '../../markup/payload';
import { excerpt, inRepository, numbered, who, words } from '../parts';

/** What people talk about: issues, comments, discussions, wiki pages. */
export const discussionEvents = {
  issues,
  issue_comment: (payload: UncheckedObject) => {
    const kind = at(payload, 'issue.pull_request') === undefined ? 'issue' : 'pull request';
    const done =
      lineAt(payload, 'action') === 'created' ? 'commented' : `${words(lineAt(payload, 'action'))} a comment`;
    return eventMessage([
      `${who(payload)} ${linked(done, at(payload, 'comment.html_url'))} on ${kind} ${numbered(payload.issue)}${inRepository(payload)}`,
      lineAt(payload, 'action') === 'deleted' ? null : excerpt(payload, 'comment.body'),
    ]);
  },
  discussion: (payload: UncheckedObject) => {
    const action = lineAt(payload, 'action');
    return eventMessage([
      `${who(payload)} ${action === 'created' ? 'opened' : words(action)} discussion ${numbered(payload.discussion)}${inRepository(payload)}`,
      action === 'created' ? excerpt(payload, 'discussion.body') : null,
    ]);
  },
  discussion_comment: (payload: UncheckedObject) =>
    eventMessage([
      `${who(payload)} ${linked('commented', at(payload, 'comment.html_url'))} on discussion ${numbered(payload.discussion)}${inRepository(payload)}`,
      excerpt(payload, 'comment.body'),
    ]),
  gollum: (payload: UncheckedObject) =>
    eventMessage([
      `${who(payload)} edited the wiki${inRepository(payload)}`,
      ...items(
        recordsAt(payload, 'pages'),
        (page) => `${words(lineAt(page, 'action'))} ${linked(page.title, page.html_url)}`,
      ),
    ]),
};

function issues(payload: UncheckedObject) {
  const action = lineAt(payload, 'action');
  const reason = lineAt(payload, 'issue.state_reason')?.replaceAll('_', ' ');
  const label = action === 'labeled' || action === 'unlabeled' ? ` ${asCode(at(payload, 'label.name'))}` : '';
  const assignee = lineAt(payload, 'assignee.login');
  const whom = action === 'assigned' && assignee ? ` to ${literal(assignee)}` : '';
  const why = action === 'closed' && reason && reason !== 'completed' ? ` as ${literal(reason)}` : '';
  return eventMessage([
    `${who(payload)} ${words(action)} issue ${numbered(payload.issue)}${label}${whom}${why}${inRepository(payload)}`,
    action === 'opened' ? excerpt(payload, 'issue.body') : null,
  ]);
}
