import 'server-only';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { at, lineAt, lookUp } from '../markup/payload';
import type { ServiceCall } from '../provider';

/** Events for which GitHub has `pull_request_review`, and its state of the review. */
const REVIEWS: Readonly<Record<string, string>> = {
  pull_request_approved: 'approved',
  pull_request_rejected: 'changes_requested',
  pull_request_comment: 'commented',
  pull_request_review_approved: 'approved',
  pull_request_review_rejected: 'changes_requested',
  pull_request_review_comment: 'commented',
};
/** Actions under GitHub's names; where it has none, as the words that a sentence takes. */
const ACTIONS: Readonly<Record<string, string>> = {
  synchronized: 'synchronize',
  label_updated: 'changed_the_labels_of',
  label_cleared: 'removed_all_labels_of',
  milestoned: 'set_the_milestone_of',
  demilestoned: 'took_away_the_milestone_of',
};
const NOBODY = /^0+$/;

/** The call as GitHub would make it. */
export function asGithub(event: string | null, payload: UncheckedObject): ServiceCall {
  const action = lineAt(payload, 'action');
  const named = { ...payload, action: lookUp(ACTIONS, action) ?? payload.action };
  const state = lookUp(REVIEWS, event);
  if (state && asRecord(payload.review)) {
    const review = {
      state,
      body: at(payload, 'review.content'),
      html_url: at(payload, 'pull_request.html_url'),
    };
    return call('pull_request_review', { ...named, action: 'submitted', review });
  }
  if (event === 'issue_comment' || event === 'pull_request_comment')
    return call('issue_comment', comment(named));
  if (event === 'push') return call(event, push(named));
  // The fork is the repository, and what it was forked from the forkee.
  if (event === 'fork')
    return call(event, { ...named, forkee: payload.repository, repository: payload.forkee });
  if (event === 'wiki') return call('gollum', { ...named, pages: [page(payload, action)] });
  return call(event ?? '', named);
}

const call = (event: string, payload: UncheckedObject): ServiceCall => ({
  headers: { 'x-github-event': event },
  payload,
});

/** An issue has the member `pull_request` here, whether it is one or not. */
function comment(payload: UncheckedObject): UncheckedObject {
  const { pull_request, ...issue } = asRecord(payload.issue) ?? {};
  const isPull = payload.is_pull === true || asRecord(pull_request) !== undefined;
  return { ...payload, issue: isPull ? { ...issue, pull_request: {} } : issue };
}

function push(payload: UncheckedObject): UncheckedObject {
  return {
    ...payload,
    compare: payload.compare_url,
    created: NOBODY.test(lineAt(payload, 'before') ?? ''),
    deleted: NOBODY.test(lineAt(payload, 'after') ?? ''),
  };
}

function page(payload: UncheckedObject, action: string | null): UncheckedObject {
  const [title, home] = [lineAt(payload, 'page'), lineAt(payload, 'repository.html_url', 1_000)];
  const address = title && home ? `${home}/wiki/${encodeURIComponent(title)}` : undefined;
  return { action, title, html_url: address };
}
