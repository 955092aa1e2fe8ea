import 'server-only';
import { safeLink } from '@/lib/messages/markup/safe-url';
import type { WireMessage } from './schema';

type Button = NonNullable<WireMessage['buttons']>[number];

const MAX_NOTES = 5;

/** For the owner's history: the buttons and pictures of a message whose URL is not one. */
export function deadLinks(message: WireMessage): string[] {
  const { card, bot, slides = [], buttons = [], references = {} } = message;
  const dead = [
    ...buttons.flatMap((button, index) => ofButton(button, `buttons.${index}`)),
    ...Object.entries(references).flatMap(([key, { object }]) => ofButton(object, `references.${key}`)),
    ...slides.flatMap((slide, index) => [
      ...(slide.buttons ?? []).flatMap((button, at) => ofButton(button, `slides.${index}.buttons.${at}`)),
      ...(slide.type === 'images' ? slide.data : []).flatMap((url, at) =>
        of(url, `slides.${index}.data.${at}`),
      ),
    ]),
    ...of(card?.thumbnail, 'card.thumbnail'),
    ...of(card?.icon, 'card.icon'),
    ...of(card?.preview, 'card.preview'),
    ...of(bot?.image, 'bot.image'),
  ];
  const shown = dead.slice(0, MAX_NOTES).map((field) => `'${field}' is no URL and leads nowhere.`);
  return dead.length > MAX_NOTES ? [...shown, `And ${dead.length - MAX_NOTES} more.`] : shown;
}

function ofButton({ action }: Button, path: string): string[] {
  if (action?.type !== 'open.url' && action?.type !== 'preview.url') return [];
  const { data } = action;
  if (typeof data !== 'object') return of(data, `${path}.action.data`);
  return Object.entries(data).flatMap(([name, url]) => of(url, `${path}.action.data.${name}`));
}

function of(url: unknown, path: string): string[] {
  return url === undefined || url === '' || (typeof url === 'string' && safeLink(url)) ? [] : [path];
}
