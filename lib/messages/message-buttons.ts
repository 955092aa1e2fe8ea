import { asArray, asRecord, asText } from './loose';
import { safeLink } from './safe-url';

export type MessageButton = {
  label: string;
  hint: string | null;
  tone: 'positive' | 'negative' | 'neutral';
  action:
    | { kind: 'open'; href: string }
    | { kind: 'copy'; text: string }
    /** Shown, but nothing this page can do. */
    | { kind: 'other'; type: string };
};

const MAX_BUTTONS = 5;

export function readButtons(value: unknown): MessageButton[] {
  return asArray(value)
    .flatMap((entry) => readButton(entry) ?? [])
    .slice(0, MAX_BUTTONS);
}

/** Null for a button without a label. */
export function readButton(value: unknown): MessageButton | null {
  const button = asRecord(value);
  const label = asText(button?.label);
  if (!button || !label) return null;
  return {
    label,
    hint: asText(button.hint),
    tone: button.type === '+' ? 'positive' : button.type === '-' ? 'negative' : 'neutral',
    action: readAction(button.action),
  };
}

function readAction(value: unknown): MessageButton['action'] {
  const action = asRecord(value);
  const type = asText(action?.type) ?? 'unknown';
  const data = asRecord(action?.data);
  if (type === 'open.url' || type === 'preview.url') {
    const href = safeLink(asText(data?.web ?? data?.url) ?? '');
    if (href) return { kind: 'open', href };
  }
  const text = type === 'copy' ? (asText(data?.text) ?? asText(action?.data)) : null;
  return text ? { kind: 'copy', text } : { kind: 'other', type };
}
