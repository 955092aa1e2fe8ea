/** What a handler is called with. Credentials have been removed from headers and params. */
export type HandlerInput = {
  headers: Record<string, string>;
  params: Record<string, string>;
  /** Parsed when the call carried JSON or a form, else its text. */
  body: unknown;
  http_method: string;
  user: { id: string; email: string; name: string };
  environment: 'sandbox' | 'marketplace' | null;
};

/**
 * Why a handler gave no result. `line` and `column` count from 1 in the author's own code and are null
 * where the engine knows no place (a promise that never settles, say).
 */
export type HandlerError = {
  message: string;
  line: number | null;
  column: number | null;
  kind: 'exception' | 'timeout' | 'memory' | 'syntax' | 'unserialisable';
};

/** `value` is plain JSON data (undefined when the handler returned nothing); `logs` what it wrote to the console. */
export type HandlerOutcome =
  | { ok: true; value: unknown; logs: string[] }
  | { ok: false; error: HandlerError; logs: string[] };

export const MAX_CODE_CHARACTERS = 64 * 1024;
export const TIME_LIMIT_MS = 1_000;
