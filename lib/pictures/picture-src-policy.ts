/** The source of a message's picture: always this server, which fetches external ones. Browser-safe. */
export function messagePictureSrc({ feedId, seq }: { feedId: number; seq: number }, url: string): string {
  return `/api/feeds/${feedId}/messages/${seq}/picture?url=${encodeURIComponent(url)}`;
}

/** `imageUrl` only changes the address when the picture changes; the server reads the real one from the bot. */
export function botPictureSrc(bot: { uniqueName: string; imageUrl: string | null }): string | null {
  if (!bot.imageUrl) return null;
  return `/api/bots/${bot.uniqueName}/picture?of=${encodeURIComponent(bot.imageUrl)}`;
}
