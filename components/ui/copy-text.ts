/**
 * Puts text on the clipboard. A promise is handed to the browser as one, because Safari forgets the click
 * that allowed copying while a request is under way.
 * @throws when the text cannot be fetched or the browser refuses.
 */
export async function copyText(text: string | Promise<string>): Promise<void> {
  if (typeof text === 'string') return writeText(text);
  if (typeof ClipboardItem === 'undefined' || !navigator.clipboard?.write) return writeText(await text);
  // Awaited here as well, so that a failed request throws its own error and not the clipboard's.
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
  const written = navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  written.catch(() => {});
  const value = await text;
  try {
    await written;
  } catch {
    await writeText(value);
  }
}

async function writeText(text: string) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new Error('The browser did not allow copying. Select the text and copy it by hand.');
  }
}
