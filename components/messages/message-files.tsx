import {
  Download,
  FileArchive,
  FileAudio,
  FileImage,
  FileText,
  FileVideo,
  File as Unknown,
} from 'lucide-react';
import { isSafeImage } from '@/lib/files/file-policy';
import { fileKind, fileSize } from '@/lib/messages/parts/file-texts';
import type { MessageFile } from '@/lib/messages/parts/files';
import { InlineText } from './markup/inline-markup';
import { ImageGrid } from './pictures/image-grid';

/** A larger picture is fetched only on request. */
const MAX_SHOWN_BYTES = 10 * 1024 * 1024;

type MessageFilesProps = {
  files: MessageFile[];
  /** The message's own text, which a comment need not repeat. */
  text: string | null;
};

/** The files of a message: first the pictures, then all else as tiles to save; each with its comment. */
export function MessageFiles({ files, text }: MessageFilesProps) {
  const [pictures, others] = [files.filter(isShown), files.filter((file) => !isShown(file))];
  return (
    <>
      {pictures.length > 0 && (
        <ul className="flex min-w-0 flex-wrap items-start gap-x-4 gap-y-2.5" aria-label="Pictures">
          {pictures.map((file) => (
            <li key={file.id} className="flex min-w-0 max-w-full flex-col gap-1">
              <ImageGrid pictures={[{ url: hrefOf(file), alt: file.name }]} />
              <PictureLine file={file} />
              <Comment file={file} text={text} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="flex min-w-0 flex-wrap items-start gap-2.5" aria-label="Files">
          {others.map((file) => (
            <li key={file.id} className="flex min-w-0 max-w-full flex-col gap-1.5">
              <FileTile file={file} />
              <Comment file={file} text={text} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Comment({ file, text }: { file: MessageFile; text: string | null }) {
  if (!file.comment || file.comment === text) return null;
  return (
    <p dir="auto" className="wrap-anywhere max-w-80 whitespace-pre-wrap text-sm">
      <InlineText text={file.comment} />
    </p>
  );
}

/** Below a picture: what it is called, and the way to save it. */
function PictureLine({ file }: { file: MessageFile }) {
  return (
    <a
      href={hrefOf(file)}
      download={file.name}
      title={file.name}
      className="inline-flex max-w-72 items-center gap-1.5 self-start rounded-sm text-text-muted text-xs hover:text-text pointer-coarse:min-h-10"
    >
      <span className="min-w-0 truncate">
        <bdi>{file.name}</bdi>
      </span>
      <span className="shrink-0">{fileSize(file.size)}</span>
      <Download aria-hidden className="size-3.5 shrink-0" />
      <span className="sr-only">Download</span>
    </a>
  );
}

function isShown({ type, size }: MessageFile): boolean {
  return isSafeImage(type) && size <= MAX_SHOWN_BYTES;
}

function hrefOf({ id }: MessageFile): string {
  return `/api/files/${id}`;
}

function FileTile({ file }: { file: MessageFile }) {
  const Icon = iconOf(file.type);
  return (
    <a
      href={hrefOf(file)}
      download={file.name}
      title={file.name}
      className="group/file flex min-h-10 w-80 max-w-full items-center gap-3 rounded border bg-surface-raised px-3 py-2 hover:bg-surface-hover"
    >
      <Icon aria-hidden className="size-5 shrink-0 text-text-muted" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-sm">
          <bdi>{file.name}</bdi>
        </span>
        <span className="block text-text-muted text-xs">
          {fileKind(file)} · {fileSize(file.size)}
        </span>
      </span>
      <Download aria-hidden className="size-4 shrink-0 text-text-muted group-hover/file:text-text" />
      <span className="sr-only">Download</span>
    </a>
  );
}

function iconOf(type: string) {
  if (type.startsWith('image/')) return FileImage;
  if (type.startsWith('audio/')) return FileAudio;
  if (type.startsWith('video/')) return FileVideo;
  if (/zip|compress|tar|archive/.test(type)) return FileArchive;
  return type.startsWith('text/') || type === 'application/pdf' ? FileText : Unknown;
}
