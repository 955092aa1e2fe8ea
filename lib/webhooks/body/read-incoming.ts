import 'server-only';
import type { CleanCall } from '../call/clean-call';
import { Refusal } from '../call/refusal';
import { shownName } from '../call/shown-name';
import { type IncomingBody, parseIncomingBody } from './parse-incoming';

const MAX_PARAMS = 50;
const MAX_PARAM_CHARACTERS = 10_000;
const MAX_USER_IDS = 100;

export type ReadCall = { body: IncomingBody; userIds: string[] };

/**
 * What an `incoming` call brings in its URL and its body.
 * @throws {Refusal} where it is too much or cannot be read
 */
export async function readCall(call: CleanCall): Promise<ReadCall> {
  if (call.params.length > MAX_PARAMS) {
    throw tooMuch('query', MAX_PARAMS, `The URL has more than ${MAX_PARAMS} query parameters.`);
  }
  const long = call.params.find(([, value]) => value.length > MAX_PARAM_CHARACTERS);
  if (long) {
    const name = shownName(long[0]);
    throw tooMuch(
      name,
      MAX_PARAM_CHARACTERS,
      `The query parameter '${name}' is longer than 10,000 characters.`,
    );
  }
  const userIds = call.params
    .filter(([name]) => name === 'user_ids')
    .flatMap(([, value]) => value.split(','))
    .map((entry) => entry.trim())
    .filter(Boolean);
  if (userIds.length > MAX_USER_IDS) {
    throw tooMuch('user_ids', MAX_USER_IDS, `'user_ids' names more than ${MAX_USER_IDS} people.`);
  }
  const body = await parseIncomingBody(call.body, call.headers);
  const repairs = call.queryRepair === null ? body.repairs : [call.queryRepair, ...body.repairs];
  return { body: { ...body, repairs }, userIds };
}

function tooMuch(field: string, limit: number, message: string): Refusal {
  return new Refusal('invalid_inputs', message, { field, limit });
}
