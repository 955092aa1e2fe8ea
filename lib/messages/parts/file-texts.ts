/** Words for a file's type and size. Browser-safe. */

const KINDS: Record<string, string> = {
  'text/plain': 'Text',
  'application/pdf': 'PDF',
  'application/json': 'JSON',
  'application/xml': 'XML',
  'application/zip': 'ZIP archive',
  'application/gzip': 'GZIP archive',
  'application/x-7z-compressed': '7z archive',
  'application/x-tar': 'TAR archive',
};

/** "PNG image", "Text", "LOG file": by the type found in the bytes, else by the name's ending. */
export function fileKind({ type, name }: { type: string; name: string }): string {
  const [family = '', format = ''] = type.split('/');
  const label = format.replace(/^x-|\+.*$/g, '').toUpperCase();
  if (['image', 'audio', 'video'].includes(family)) return `${label} ${family}`;
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toUpperCase();
  return KINDS[type] ?? (ending ? `${ending} file` : 'File');
}

const UNITS = ['KB', 'MB'] as const;

/** "0 bytes", "12 KB", "3.4 MB"; a KB is 1,024 bytes, as in the limit. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const exponent = bytes < 1024 * 1024 ? 1 : 2;
  const value = bytes / 1024 ** exponent;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[exponent - 1]}`;
}
