/** Where a page gets pictures from: always from this server, which fetches those of elsewhere. Browser-safe. */
export function messagePictureSrc({ feedId, seq }: { feedId: number; seq: number }, url: string): string {
  return `/api/feeds/${feedId}/messages/${seq}/picture?url=${encodeURIComponent(url)}`;
}

/** `imageUrl` makes the address another one when the picture is; the server reads it from the bot. */
export function botPictureSrc(bot: { uniqueName: string; imageUrl: string | null }): string | null {
  if (!bot.imageUrl) return null;
  return `/api/bots/${bot.uniqueName}/picture?of=${encodeURIComponent(bot.imageUrl)}`;
}
