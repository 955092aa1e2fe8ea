/** What an archived channel says of itself, wherever something is to be done in it. Browser-safe. */
export const ARCHIVED = 'This channel is archived: its messages can be read, and nothing more.';
