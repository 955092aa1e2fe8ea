import { nameProblem } from '@/lib/names/name-problem';
import { safeImage } from './markup/safe-url';
import { type MessageButton, readButton, readButtons } from './parts/buttons';
import { parseWithExactNumbers } from './parts/exact-numbers';
import { type MessageFile, readFiles } from './parts/files';
import { shorten } from './parts/shorten';
import { asArray, asRecord, asText, type UncheckedObject } from './parts/unchecked';
import { readSlides } from './slides/read-slides';
import type { Slide } from './slides/types';

const ACCENTS = ['red', 'yellow', 'green', 'blue', 'grey'] as const;
export type Accent = (typeof ACCENTS)[number];

const CARD_THEMES = ['modern-inline', 'poll', 'prompt', 'basic'] as const;
export type CardTheme = (typeof CARD_THEMES)[number];

export type Card = {
  title: string | null;
  theme: CardTheme;
  thumbnailUrl: string | null;
  iconUrl: string | null;
  sections: { title: string | null; fields: { title: string; value: string }[] }[];
  /** The options of a poll. */
  options: string[];
};

/** A stored message as it is drawn: only parts that can be shown; absent ones are null or empty. */
export type MessageContent = {
  text: string | null;
  /** False when the text is shown literally. */
  markup: boolean;
  accent: Accent | null;
  /** The name and picture that replace the sender's. */
  bot: { name: string | null; imageUrl: string | null } | null;
  card: Card | null;
  slides: Slide[];
  files: MessageFile[];
  buttons: MessageButton[];
  /** Instant buttons inside texts, by their number. */
  references: Record<string, MessageButton>;
  /** The wire id of the message that this one replies to. */
  replyTo: string | null;
  /** Drawn by the server from a payload that no provider recognised. */
  isUnrecognised: boolean;
  /** False when the stored text could not be read at all; `text` is then its beginning. */
  readable: boolean;
};

/**
 * A key of stored messages that no sender can write: messages of handlers and callers are checked against the schema.
 */
export const UNRECOGNISED = 'unrecognised';

const UNREADABLE_TEXT_CHARS = 2_000;

/**
 * Reads a stored message for showing. Never throws: a part of unexpected shape becomes a text or a table, or is left
 * out; the other parts stay.
 */
export function readMessageContent(json: string): MessageContent {
  const parsed = asRecord(parseJson(json));
  if (!parsed)
    return { ...empty(), text: shorten(json, UNREADABLE_TEXT_CHARS), markup: false, readable: false };
  const styles = asRecord(parsed.styles);
  const text = asText(parsed.text);
  const slides = readSlides(parsed.slides);
  return {
    text,
    markup: styles?.markdown !== false,
    accent: ACCENTS.find((accent) => accent === styles?.background) ?? (styles?.highlight ? 'yellow' : null),
    bot: readBot(parsed.bot),
    card: readCard(parsed.card, text !== null || slides.length > 0),
    slides,
    files: readFiles(parsed.files),
    buttons: readButtons(parsed.buttons, 'buttons'),
    references: readReferences(parsed.references),
    replyTo: asText(parsed.reply_to),
    isUnrecognised: parsed[UNRECOGNISED] === true,
    readable: true,
  };
}

function empty(): MessageContent {
  return {
    text: null,
    markup: true,
    accent: null,
    bot: null,
    card: null,
    slides: [],
    files: [],
    buttons: [],
    references: {},
    replyTo: null,
    isUnrecognised: false,
    readable: true,
  };
}

function parseJson(json: string): unknown {
  try {
    return parseWithExactNumbers(json);
  } catch {
    return undefined;
  }
}

function readBot(value: unknown): MessageContent['bot'] {
  const bot = asRecord(value);
  const given = asText(bot?.name)?.trim();
  // A name that is invisible or changes the direction of writing is replaced by the owner's.
  const name = given && nameProblem(given) === null ? given : null;
  const imageUrl = safeImage(bot?.image);
  return name || imageUrl ? { name, imageUrl } : null;
}

/** `framesSomething`: a card with only a theme still frames the text and slides of its message. */
function readCard(value: unknown, framesSomething: boolean): Card | null {
  const card = asRecord(value);
  if (!card) return null;
  const read: Card = {
    title: asText(card.title),
    theme: readTheme(card.theme),
    thumbnailUrl: safeImage(card.thumbnail) ?? safeImage(card.preview),
    iconUrl: safeImage(card.icon),
    sections: asArray(card.sections).flatMap((section) => readSection(asRecord(section))),
    options: asArray(card.options).flatMap((option) => asText(asRecord(option)?.text ?? option) ?? []),
  };
  const shown = read.title || read.thumbnailUrl || read.sections.length || read.options.length;
  return shown || (framesSomething && asText(card.theme)) ? read : null;
}

/** An unknown theme counts as the newest one. */
function readTheme(value: unknown): CardTheme {
  const named = asText(value);
  if (named === null || named === '7') return 'basic';
  return CARD_THEMES.find((theme) => theme === named) ?? 'modern-inline';
}

function readSection(section: UncheckedObject | undefined): Card['sections'] {
  if (!section) return [];
  const fields = asArray(section.fields).flatMap((entry) => {
    const field = asRecord(entry);
    const [title, value] = [asText(field?.title), asText(field?.value)];
    return title || value ? [{ title: title ?? '', value: value ?? '' }] : [];
  });
  const title = asText(section.title);
  return title || fields.length ? [{ title, fields }] : [];
}

function readReferences(value: unknown): Record<string, MessageButton> {
  const pairs = Object.entries(asRecord(value) ?? {}).flatMap(([key, entry]) => {
    const reference = asRecord(entry);
    const button = reference?.type === 'button' ? readButton(reference.object, `references.${key}`) : null;
    return button ? [[key, button] as const] : [];
  });
  return Object.fromEntries(pairs);
}
