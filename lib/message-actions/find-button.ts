import 'server-only';
import type { ButtonInput } from '@/lib/handlers/types';
import { type MessageButton, readButton } from '@/lib/messages/parts/buttons';
import { asArray, asRecord, asText, type UncheckedObject } from '@/lib/messages/parts/unchecked';

type Found = { button: MessageButton; request: ButtonInput['button'] };

const IN_LIST = /^(?:slides\.(\d{1,3})\.)?buttons\.(\d{1,3})$/;
const REFERENCE = /^references\.(.+)$/s;

/**
 * The button at a place of a stored message, as it is drawn and as a handler receives it; null when there is none.
 * The presser names only the place, so that everything about the button comes from its sender.
 */
export function findButton(json: string, path: string): Found | null {
  const raw = asRecord(rawButton(asRecord(parseJson(json)), path));
  const button = raw ? readButton(raw, path) : null;
  if (!raw || !button) return null;
  const action = asRecord(raw.action);
  const data = action?.data ?? null;
  return {
    button,
    request: {
      label: button.label,
      key: asText(raw.key),
      name: asText(asRecord(data)?.name) ?? asText(data),
      arguments: raw.arguments ?? null,
      action: { type: asText(action?.type) ?? '', data },
    },
  };
}

function rawButton(message: UncheckedObject | undefined, path: string): unknown {
  const place = IN_LIST.exec(path);
  if (place) {
    const [, slide, index] = place;
    const list = slide === undefined ? message : asRecord(asArray(message?.slides)[Number(slide)]);
    return asArray(list?.buttons)[Number(index)];
  }
  const key = REFERENCE.exec(path)?.[1];
  const references = asRecord(message?.references);
  if (key === undefined || !references || !Object.hasOwn(references, key)) return undefined;
  const reference = asRecord(references[key]);
  return reference?.type === 'button' ? reference.object : undefined;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
