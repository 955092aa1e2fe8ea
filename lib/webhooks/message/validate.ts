import 'server-only';
import type { z } from 'zod';
import { Refusal } from '../call/refusal';
import { shownName } from '../call/shown-name';
import { isWithin } from './count-values';
import { messageSchema, messageWithFilesSchema, type WireMessage } from './schema';
import { slideTypes } from './slide-schema';

/**
 * Lists, objects and what is in them. Nobody reads that much in one message, and a schema that finds a fault in each
 * of a million would take seconds.
 */
const MOST_VALUES = 20_000;

/**
 * Checks a parsed body against the message schema.
 * @throws {Refusal} `extra_key_found`, `input_pattern_mismatch` or `invalid_inputs`, naming field and limit.
 */
export function validateMessage(value: unknown, { hasFiles = false } = {}): WireMessage {
  if (!isWithin(value, MOST_VALUES)) {
    const limit = MOST_VALUES;
    throw new Refusal(
      'invalid_inputs',
      `The message has more than ${limit.toLocaleString('en')} values; send a long list as a file to the URL that ends in /files.`,
      { field: 'body', limit },
    );
  }
  const parsed = (hasFiles ? messageWithFilesSchema : messageSchema).safeParse(value);
  if (parsed.success) return parsed.data;
  throw refusalOf(deepest(parsed.error.issues[0]!));
}

/** The message that a value of any service is; null when it is none. */
export function messageIn(value: unknown): WireMessage | null {
  return isWithin(value, MOST_VALUES) ? (messageSchema.safeParse(value).data ?? null) : null;
}

const LONG_TEXT = '; send a long log as a file: curl -F files=@FILE to the URL that ends in /files';

/** A union reports each of its branches; the branch that got furthest names the fault best. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const branches = issue.errors.flatMap((branch) => branch.slice(0, 1)).map(deepest);
  const best = branches.reduce((a, b) => (b.path.length > a.path.length ? b : a));
  if (best.path.length === 0) return issue;
  return { ...best, path: [...issue.path, ...best.path] };
}

function refusalOf(issue: z.core.$ZodIssue): Refusal {
  const field = issue.path.map((part) => shownName(String(part))).join('.') || 'body';
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = shownName(issue.keys[0]!);
      const place = issue.path.length === 0 ? 'the message' : field;
      const full = issue.path.length === 0 ? key : `${field}.${key}`;
      return new Refusal('extra_key_found', `'${key}' is an extra key in ${place}; remove it.`, {
        field: full,
      });
    }
    case 'invalid_value':
      return new Refusal(
        'input_pattern_mismatch',
        `'${field}' must be one of: ${issue.values.map(String).join(', ')}.`,
        { field },
      );
    case 'invalid_format':
      return new Refusal('input_pattern_mismatch', `'${field}' ${issue.message}.`, { field });
    case 'too_big': {
      const limit = Number(issue.maximum);
      const unit = issue.origin === 'string' ? 'characters' : 'entries';
      return new Refusal(
        'invalid_inputs',
        `'${field}' is longer than ${limit.toLocaleString('en')} ${unit}${field === 'text' ? LONG_TEXT : ''}.`,
        {
          field,
          limit,
        },
      );
    }
    case 'too_small': {
      const limit = Number(issue.minimum);
      const unit = issue.origin === 'string' ? 'characters' : 'entries';
      return new Refusal('invalid_inputs', `'${field}' needs at least ${limit} ${unit}.`, { field, limit });
    }
    case 'invalid_type':
      return new Refusal(
        'invalid_inputs',
        field === 'body'
          ? 'The body must be a JSON object such as {"text":"Hello"}.'
          : `'${field}' must be of type ${issue.expected}.`,
        { field },
      );
    case 'invalid_union':
      // The value of a discriminator (a slide's type) is not one of those allowed.
      return issue.discriminator
        ? new Refusal('input_pattern_mismatch', `'${field}' must be one of: ${slideTypes.join(', ')}.`, {
            field,
          })
        : new Refusal('invalid_inputs', `'${field}' ${typesOf(issue)}.`, { field });
    case 'custom':
      return new Refusal('invalid_inputs', issue.message, { field });
    default:
      return new Refusal('invalid_inputs', `'${field}' has a value that is not allowed there.`, { field });
  }
}

/** The possible types of a value that may have several. */
function typesOf(issue: z.core.$ZodIssueInvalidUnion): string {
  const types = issue.errors.map(([first]) => (first?.code === 'invalid_type' ? first.expected : null));
  return types.includes(null) || types.length === 0
    ? 'has a value that is not allowed there'
    : `must be of type ${types.join(' or ')}`;
}
