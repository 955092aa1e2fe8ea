/** Placeholders for what is drawn anyway. */
export const DRAWN_NAMES = [
  { path: 'title', shown: 'the title that is drawn anyway' },
  { path: 'text', shown: 'the text that is drawn anyway' },
  { path: 'service', shown: 'the name of the service' },
  { path: 'event', shown: 'its name of the event' },
  { path: 'state', shown: 'firing, resolved or open' },
] as const;
