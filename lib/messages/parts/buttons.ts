import { safeLink } from '../markup/safe-url';
import { asArray, asRecord, asText, type UncheckedObject } from './unchecked';

/** Systems for which a link may have a separate address. */
const PLATFORMS = ['windows', 'iOS', 'android'] as const;
export type Platform = (typeof PLATFORMS)[number];

export type MessageButton = {
  /** The button's place in the stored message: `buttons.0`, `slides.2.buttons.1`, `references.1`. */
  path: string;
  label: string;
  hint: string | null;
  tone: 'positive' | 'negative' | 'neutral';
  /** The question before anything happens; null without one. */
  confirm: { title: string | null; description: string | null; buttonText: string | null } | null;
  action: /** `onPlatform`: addresses for readers on other systems than a browser's. */
    | { kind: 'open' | 'preview'; href: string; onPlatform: Partial<Record<Platform, string>> }
    | { kind: 'copy'; text: string }
    /** Enters a channel, by unique name or id. */
    | { kind: 'channel'; channel: string }
    /** For the message's answerer. `type` is the action's type, with the API's name for a system's API. */
    | { kind: 'answered'; type: string }
    | { kind: 'none' };
};

const MAX_BUTTONS = 5;

/** The buttons that can be shown; `path` is the list's place in the message. */
export function readButtons(value: unknown, path: string): MessageButton[] {
  return asArray(value)
    .flatMap((entry, index) => readButton(entry, `${path}.${index}`) ?? [])
    .slice(0, MAX_BUTTONS);
}

/** Null for a button without a label. */
export function readButton(value: unknown, path: string): MessageButton | null {
  const button = asRecord(value);
  const label = asText(button?.label);
  if (!button || !label) return null;
  const action = asRecord(button.action);
  return {
    path,
    label,
    hint: asText(button.hint),
    tone: button.type === '+' ? 'positive' : button.type === '-' ? 'negative' : 'neutral',
    confirm: readConfirm(action?.confirm),
    action: readAction(action),
  };
}

function readConfirm(value: unknown): MessageButton['confirm'] {
  if (value === true || value === 'true') return { title: null, description: null, buttonText: null };
  const confirm = asRecord(value);
  if (!confirm) return null;
  return {
    title: asText(confirm.title),
    description: asText(confirm.description),
    buttonText: asText(confirm.buttontext ?? confirm.button_text),
  };
}

function readAction(action: UncheckedObject | undefined): MessageButton['action'] {
  const type = asText(action?.type);
  const data = asRecord(action?.data);
  const text = asText(action?.data);
  switch (type) {
    case null:
      return { kind: 'none' };
    case 'open.url':
    case 'preview.url':
      return readLink(type === 'open.url' ? 'open' : 'preview', data ?? { web: text });
    case 'copy': {
      const copied = asText(data?.text) ?? text;
      return copied ? { kind: 'copy', text: copied } : { kind: 'none' };
    }
    case 'system.api': {
      const api = asText(data?.api) ?? text ?? '';
      const channel = /^joinchannel\/#?([^/\s]+)$/.exec(api)?.[1];
      return channel ? { kind: 'channel', channel } : { kind: 'answered', type: api || type };
    }
    default:
      return { kind: 'answered', type };
  }
}

function readLink(kind: 'open' | 'preview', data: UncheckedObject): MessageButton['action'] {
  const links = PLATFORMS.flatMap((platform): [Platform, string][] => {
    const href = safeLink(asText(data[platform]) ?? '');
    return href ? [[platform, href]] : [];
  });
  const href = safeLink(asText(data.web ?? data.url) ?? '') ?? links[0]?.[1];
  return href ? { kind, href, onPlatform: Object.fromEntries(links) } : { kind: 'none' };
}
