import 'server-only';
import { log } from '@/lib/log';
import { asRecord, asText } from '@/lib/messages/parts/unchecked';
import type { ForeignCall } from '@/lib/providers/foreign-call';
import { AUTOMATIC, type Understanding } from '@/lib/understanding/schema';
import { renderAs } from '@/lib/understanding/understand-as';
import type { AnswerQuestion } from '../pool/worker-pool';
import { readStoreQuestion, StoreMisuse } from '../store/store-question';
import { StoreRun } from '../store/store-run';

/** What a run gets from the server besides its input. */
export type HandlerHost = {
  /** The body as it came, without credentials; null when there is none. */
  rawBody: Uint8Array | null;
  store: StoreRun;
  answer: AnswerQuestion;
};

const MOST_RENDERED = 10;

/** @param sent the body as it was read: `render` draws it as a channel would, where the handler has left it as it is */
export function handlerHost({
  rawBody = null,
  sent = { value: null, kind: 'none' },
  store = new StoreRun(null),
  understanding = AUTOMATIC,
}: {
  rawBody?: Uint8Array | null;
  sent?: ForeignCall['body'];
  store?: StoreRun;
  understanding?: Understanding;
} = {}): HandlerHost {
  let rendered = 0;
  const render = (call: unknown) => {
    rendered += 1;
    if (rendered > MOST_RENDERED) throw new StoreMisuse(`A run may render at most ${MOST_RENDERED} times`);
    return rendering(call, sent, understanding);
  };
  return {
    rawBody,
    store,
    async answer(question) {
      try {
        const asked: unknown = JSON.parse(question);
        const call = asRecord(asked)?.render;
        const value = call === undefined ? await store.answer(readStoreQuestion(asked)) : render(call);
        return JSON.stringify({ value });
      } catch (error) {
        if (error instanceof StoreMisuse) return JSON.stringify({ error: 'Error', message: error.message });
        // Only our own code can have failed here.
        log().error({ cause: error instanceof Error ? error.stack : String(error) }, 'a handler’s question');
        return JSON.stringify({ error: 'Error', message: 'The server could not answer' });
      }
    },
  };
}

/**
 * The message that such a call would become without a handler; null when no provider knows it. The handler may have
 * changed the call.
 */
function rendering(call: unknown, sent: ForeignCall['body'], understanding: Understanding) {
  const { http_method, headers, params, body = null } = asRecord(call) ?? {};
  const texts = (value: unknown) =>
    Object.entries(asRecord(value) ?? {}).flatMap(([name, given]) =>
      [given].flat().map((text): [string, string] => [name, asText(text) ?? '']),
    );
  const isObject = typeof body === 'object' && body !== null;
  const isAsSent = JSON.stringify(body) === JSON.stringify(sent.value);
  const ofOther = body === null ? 'none' : isObject ? 'json' : 'text';
  return renderAs(
    {
      method: asText(http_method) ?? 'POST',
      headers: Object.fromEntries(texts(headers).map(([name, text]) => [name.toLowerCase(), text])),
      params: texts(params),
      body: isAsSent ? sent : { value: body, kind: isObject && sent.kind === 'form' ? 'form' : ofOther },
    },
    understanding,
  );
}
