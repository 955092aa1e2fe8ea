import { isUnanswered, type Note, wasAccepted } from '../load/noting-client';
import type { Postgres } from '../servers/postgres';

type Stored = {
  /** The number of stored messages by the text of the call. */
  messages: Map<string, number>;
  /** Accepted rows of the history, by text of the message they name. */
  invocations: Map<string, number>;
};

export type Reckoning = {
  /** Sentences; empty when every promise was kept. */
  problems: string[];
  accepted: number;
  refused: number;
  unanswered: number;
  /** Unanswered calls that were stored all the same, in full. */
  unansweredStored: number;
};

const MOST_SENTENCES = 8;

/** Compares everything that was noted outside with everything that is stored inside. */
export async function reckon(postgres: Postgres, notes: readonly Note[]): Promise<Reckoning> {
  const stored = await readStored(postgres);
  const problems = await inconsistencies(postgres);
  const tally = { accepted: 0, refused: 0, unanswered: 0, unansweredStored: 0 };
  const known = new Set<string>();
  for (const note of notes) {
    known.add(note.text);
    const messages = stored.messages.get(note.text) ?? 0;
    const invocations = stored.invocations.get(note.text) ?? 0;
    const isThere = messages > 0 || invocations > 0;
    const isWhole = messages === note.copies && invocations === 1;
    const found = `${messages} of ${note.copies} messages, ${invocations} history rows`;
    const story = `${note.text} (${note.answers.map(show).join(', ') || 'not sent'}): ${found}`;
    if (wasAccepted(note)) {
      tally.accepted++;
      if (!isWhole) problems.push(`accepted, not stored exactly once: ${story}`);
    } else if (isUnanswered(note)) {
      tally.unanswered++;
      if (isThere) tally.unansweredStored++;
      if (isThere && !isWhole) problems.push(`unanswered, stored in part or twice: ${story}`);
    } else {
      tally.refused++;
      if (isThere) problems.push(`refused, but stored: ${story}`);
    }
  }
  for (const text of new Set([...stored.messages.keys(), ...stored.invocations.keys()])) {
    if (!known.has(text)) problems.push(`stored, but never sent: ${text}`);
  }
  const left = problems.length - MOST_SENTENCES;
  const shown = problems.slice(0, MOST_SENTENCES);
  return { ...tally, problems: left > 0 ? [...shown, `and ${left} more`] : shown };
}

const show = (answer: Note['answers'][number]) => ('status' in answer ? answer.status : answer.lost);

async function readStored(postgres: Postgres): Promise<Stored> {
  const messages = await postgres.query<{ text: string; count: number }>(
    `SELECT content::json ->> 'text' AS text, count(*)::int AS count FROM message GROUP BY 1`,
  );
  const invocations = await postgres.query<{ text: string; count: number }>(
    `SELECT m.content::json ->> 'text' AS text, count(*)::int AS count
     FROM invocation i JOIN message m ON m.feed_id = i.feed_id AND m.seq = i.message_seq
     WHERE i.outcome = 'accepted' GROUP BY 1`,
  );
  return {
    messages: new Map(messages.map(({ text, count }) => [text, count])),
    invocations: new Map(invocations.map(({ text, count }) => [text, count])),
  };
}

/** Contradictions within the database, whatever was called. */
async function inconsistencies(postgres: Postgres): Promise<string[]> {
  const rows = await postgres.query<{ problem: string }>(`
    SELECT format('token %s counts %s and %s, its history has %s and %s',
      t.id, t.invocations, t.refusals, coalesce(h.accepted, 0), coalesce(h.refused, 0) + coalesce(o.refused, 0)) AS problem
    FROM webhook_token t
    LEFT JOIN (
      SELECT token_id, sum(refused + failed) AS refused FROM omitted_refusal GROUP BY token_id
    ) o ON o.token_id = t.id
    LEFT JOIN (
      SELECT token_id, count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
        count(*) FILTER (WHERE outcome NOT IN ('accepted', 'replayed')) AS refused
      FROM invocation GROUP BY token_id
    ) h ON h.token_id = t.id
    WHERE t.invocations <> coalesce(h.accepted, 0) OR t.refusals <> coalesce(h.refused, 0) + coalesce(o.refused, 0)
    UNION ALL
    SELECT format('token %s counts %s and %s, its half hours have %s and %s',
      t.id, t.invocations, t.refusals, coalesce(u.accepted, 0), coalesce(u.refused, 0)) AS problem
    FROM webhook_token t
    LEFT JOIN (
      SELECT token_id, sum(accepted) AS accepted, sum(refused + failed) AS refused FROM usage_slot GROUP BY token_id
    ) u ON u.token_id = t.id
    WHERE t.invocations <> coalesce(u.accepted, 0) OR t.refusals <> coalesce(u.refused, 0)
    UNION ALL
    SELECT format('feed %s is at %s and has %s messages, from %s to %s', f.id, f.last_seq, m.count, m.first, m.last)
    FROM feed f
    CROSS JOIN LATERAL (
      SELECT count(*), count(DISTINCT seq) AS numbers, coalesce(min(seq), 1) AS first, coalesce(max(seq), 0) AS last
      FROM message WHERE feed_id = f.id
    ) m
    WHERE f.last_seq <> m.count OR m.numbers <> m.count OR m.first <> 1 OR m.last <> m.count
    UNION ALL
    SELECT format('an accepted call of token %s names no message', i.token_id)
    FROM invocation i
    WHERE i.outcome = 'accepted'
      AND NOT EXISTS (SELECT FROM message m WHERE m.feed_id = i.feed_id AND m.seq = i.message_seq)
    LIMIT 20`);
  return rows.map(({ problem }) => problem);
}
