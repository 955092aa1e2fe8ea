/** The answer to every change in an archived channel. Browser-safe. */
export const ARCHIVED = 'This channel is archived: its messages can be read, and nothing more.';
