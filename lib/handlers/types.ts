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

/** What a handler's `onButton` is called with when somebody presses a button of one of its messages. */
export type ButtonInput = {
  /** Who pressed. */
  user: { id: string; email: string; name: string };
  /** As the message has it; whoever may post as the bot wrote it. `name` is the function's, from the action's data. */
  button: {
    label: string;
    key: string | null;
    name: string | null;
    arguments: unknown;
    action: { type: string; data: unknown };
  };
  message: { id: string; text: string | null };
  environment: HandlerInput['environment'];
};

/** The functions of a handler's script that are called. */
export type HandlerEntry = 'handler' | 'onButton';

/**
 * Why a handler gave no result. `line` and `column` count from 1 in the author's own code and are null
 * where the engine knows no place (a promise that never settles, say).
 */
export type HandlerError = {
  message: string;
  line: number | null;
  column: number | null;
  /** `missing`: the script has no function of that name. */
  kind: 'exception' | 'timeout' | 'memory' | 'syntax' | 'unserialisable' | 'missing';
};

/** `value` is plain JSON data (undefined when the handler returned nothing); `logs` what it wrote to the console. */
export type HandlerOutcome =
  | { ok: true; value: unknown; logs: string[] }
  | { ok: false; error: HandlerError; logs: string[] };

export const MAX_CODE_CHARACTERS = 64 * 1024;
export const TIME_LIMIT_MS = 1_000;
