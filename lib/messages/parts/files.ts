import { asArray, asRecord, asText } from './unchecked';

/** A file that a message carries. */
export type MessageFile = {
  id: string;
  name: string;
  /** The media type found when the file was posted. */
  type: string;
  /** In bytes. */
  size: number;
  comment: string | null;
};

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MAX_FILES = 10;

/** The files that can be fetched by their id; other entries are left out. */
export function readFiles(value: unknown): MessageFile[] {
  return asArray(value)
    .slice(0, MAX_FILES)
    .flatMap((entry) => {
      const file = asRecord(entry);
      const id = asText(file?.id);
      if (!file || !id || !ID.test(id)) return [];
      return {
        id,
        name: asText(file.name) ?? 'file',
        type: asText(file.type) ?? 'application/octet-stream',
        size: typeof file.size === 'number' && file.size >= 0 ? file.size : 0,
        comment: asText(file.comment),
      };
    });
}
