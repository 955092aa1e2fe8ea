/** A handler's argument. Credentials have been removed from headers and params. */
export type HandlerInput = {
  headers: Record<string, string>;
  /** A name that stands in the query more than once has a list of its values. */
  params: Record<string, string | string[]>;
  /** Parsed when the call carried JSON or a form, else the text. */
  body: unknown;
  http_method: string;
  user: { id: string; email: string; name: string };
  environment: 'sandbox' | 'marketplace' | null;
};

/** The argument of a handler's `onButton` when somebody presses a button of one of its messages. */
export type ButtonInput = {
  /** Who pressed. */
  user: { id: string; email: string; name: string };
  /**
   * The button as the message has it, written by anybody who may post as the bot. `name` is the function's, from the
   * action's data.
   */
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
 * Why a handler gave no result. `line` and `column` count from 1 in the author's own code; null when the engine knows
 * no place (for a promise that never settles, say).
 */
export type HandlerError = {
  message: string;
  line: number | null;
  column: number | null;
  /** `missing`: the script has no function of that name. */
  kind: 'exception' | 'timeout' | 'memory' | 'syntax' | 'unserialisable' | 'missing';
};

/** `value` is plain JSON data (undefined when the handler returned nothing); `logs` is its console output. */
export type HandlerOutcome =
  | { ok: true; value: unknown; logs: string[] }
  | { ok: false; error: HandlerError; logs: string[] };

export const MAX_CODE_CHARACTERS = 64 * 1024;
