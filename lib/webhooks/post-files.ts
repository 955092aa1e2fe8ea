import 'server-only';
import type { Readable } from 'node:stream';
import { timeOrderedId } from '@/lib/db/ids';
import { describeFiles } from '@/lib/files/describe-files';
import { displayName } from '@/lib/files/display-name';
import { fileQuota, QuotaReached, readFileUsage } from '@/lib/files/file-quota';
import { removeFiles } from '@/lib/files/remove-files';
import { type StoredFile, storeFile } from '@/lib/files/store-file';
import { maskStream } from '@/lib/redaction/mask-stream';
import type { Acceptance } from './accept/acceptance';
import { unavailable } from './accept/failures';
import { OutcomeUnknown } from './accept/pool';
import { sentByBot } from './accept/target';
import { notAdmitted } from './address/admitted-owner';
import { resolveUpload } from './address/upload';
import { contentCodings } from './body/content-coding';
import { type FormTexts, readFormTexts } from './body/file-texts';
import { isNamedFile } from './body/form';
import type { Call } from './call/call';
import type { CleanCall } from './call/clean-call';
import { claimOfKey, type IdempotencyKey } from './call/idempotency-claim';
import type { Redactor } from './call/redact';
import { Refusal } from './call/refusal';
import { withNotes } from './call/request-record';
import { askedSenderBot } from './call/sender-bot';
import { type Decided, decide, recordingRefusals } from './decide';
import { UPLOAD_ENVELOPE_BYTES } from './uploads/policy';
import { type Received, readUpload, type TakeFile } from './uploads/read';
import { inUploadSlot } from './uploads/slots';

/** The call as it came; `upload` begins to read its body. `key`: where the call's claim is not in its acceptance already. */
export type FormSource = {
  call: Call;
  upload: () => Readable;
  redactor: Redactor;
  key?: IdempotencyKey | null;
};
type PostedFile = StoredFile & { id: string; field: string; name: string };
type Upload = Received & { ids: string[]; files: PostedFile[] };

/** The part of a field's value that the history keeps. */
const SHOWN_CHARACTERS = 1_000;

/**
 * A `files` call: the files of the form are the message. The answer is 204.
 * @throws {AppError} a refusal, after it was recorded; or `temporarily_unavailable`, without the database.
 */
export async function postFiles(call: CleanCall, base: Acceptance, source: FormSource): Promise<undefined> {
  const target = sentByBot(base.target, askedSenderBot(call));
  await postWithFiles(
    call,
    { ...base, target, receivers: { kind: target.kind === 'bot' ? 'owner' : 'feed' } },
    source,
  );
}

/**
 * Posts the files of a form, with the message in `content` or else the form's text. They are stored while they arrive, belong to
 * nobody until the call is accepted, and are removed when it is not.
 * @throws {AppError} as `postFiles`
 */
export async function postWithFiles(
  call: CleanCall,
  acceptance: Acceptance,
  source: FormSource,
): Promise<Decided> {
  const asked = { ...acceptance, content: null, card: true };
  const ownerId = await recordingRefusals(call, asked, () => ownerOf(asked));
  const upload: Upload = { bytes: 0, fields: [], repair: null, ids: [], files: [] };
  try {
    const refused = () => ({ ...asked, ...recordOf(upload, source.redactor) });
    const isMessage = acceptance.content !== null;
    const texts = await recordingRefusals(call, refused, async () => {
      await requireRoom(source.call);
      return inUploadSlot(ownerId, () => read(upload, ownerId, source, isMessage));
    });
    const message = acceptance.content ?? JSON.stringify({ text: texts.text || undefined });
    const verdict = await decide(call, {
      ...asked,
      ...recordOf(upload, source.redactor),
      ...claimOf(call, upload, source),
      // Of a message's form the notes are there already.
      request: isMessage || !upload.repair ? asked.request : withNotes(asked.request, [upload.repair]),
      content: withFiles(message, upload.files, texts),
      fileIds: upload.files.map(({ id }) => id),
    });
    // A repeated call: the first one has stored these files already.
    if (verdict.why !== null) await removeFiles(upload.ids);
    return verdict;
  } catch (error) {
    // Only the database knows whether the files belong to a message by now; maintenance asks it.
    if (error instanceof OutcomeUnknown) throw error;
    await removeFiles(upload.ids);
    throw error;
  }
}

async function ownerOf(asked: Acceptance): Promise<string> {
  const ownerId = await resolveUpload(asked);
  if (ownerId === null) throw notAdmitted();
  return ownerId;
}

/**
 * Refuses an upload before any of it is read when there is no room for it. The database decides again with every
 * piece.
 */
async function requireRoom({ headers }: Call): Promise<void> {
  const { used, quota } = await readFileUsage().catch(notStored);
  if (quota === null) return;
  const announced = Math.max(0, Number(headers['content-length'] ?? 0) - UPLOAD_ENVELOPE_BYTES);
  if (used >= quota || used + announced > quota) throw quotaReached(quota);
}

function quotaReached(quota: number): Refusal {
  return new Refusal(
    'request_too_large',
    'The space for files of this installation is used up; send a link instead, or ask its administrator for more.',
    { limit: quota },
  );
}

/** Reads the form to its end and stores its files; those of a message are the parts with a file's name. */
async function read(
  upload: Upload,
  ownerId: string,
  source: FormSource,
  isMessage: boolean,
): Promise<FormTexts> {
  const { 'content-type': contentType = '' } = source.call.headers;
  if (source.call.upload && contentCodings(source.call.headers).length > 0) {
    throw new Refusal('unsupported_media_type', 'Send files without compression (no Content-Encoding).', {
      field: 'content-encoding',
    });
  }
  const take: TakeFile = async ({ field, name: sent, bytes }) => {
    const id = timeOrderedId();
    const name = source.redactor.text(displayName(sent));
    upload.ids.push(id);
    const shown = maskStream(bytes, (text) => source.redactor.inPlace(text));
    const stored = await storeFile({ id, ownerId, name }, shown).catch(notStored);
    // A browser sends an empty part for a file input in which nothing was chosen.
    if (sent === '' && stored.size === 0) await removeFiles([id]);
    else upload.files.push({ id, field, name, ...stored });
  };
  await readUpload(source.upload(), contentType, upload, take, isMessage ? isNamedFile : undefined);
  if (upload.files.length === 0) {
    throw new Refusal('invalid_inputs', 'The form has no file; send at least one in the field files.', {
      field: 'files',
    });
  }
  const fields = upload.fields.map(([name, value]) => [name, source.redactor.text(value)] as const);
  const texts = readFormTexts(fields, upload.files.length);
  await describeFiles(
    upload.files.map((file, index) => ({ ...file, comment: texts.comments[index] ?? '' })),
  ).catch(notStored);
  return texts;
}

/** Without room the quota's refusal; otherwise the database is away, or the upload has failed already. */
function notStored(error: unknown): never {
  throw error instanceof QuotaReached ? quotaReached(fileQuota() ?? 0) : unavailable();
}

/** A message as JSON text with files in Postern's own format; callers cannot send `files` in a message. */
function withFiles(message: string, files: readonly PostedFile[], { comments }: FormTexts): string {
  const listed = files.map(({ id, name, mediaType, size }, index) => ({
    id,
    name,
    type: mediaType,
    size,
    comment: comments[index],
  }));
  // The text of the message stays as it was written, its numbers too.
  const members = message.trim().slice(1, -1).trim();
  return `{${members}${members === '' ? '' : ','}"files":${JSON.stringify(listed)}}`;
}

/** What the history keeps of the body: a list of its parts, without their bytes. */
function recordOf(upload: Upload, redactor: Redactor): Pick<Acceptance, 'body' | 'bodySize'> {
  const parts = {
    files: upload.files.map(({ field, name, mediaType, size }) => ({ field, name, type: mediaType, size })),
    fields: upload.fields.map(([name, value]) => ({ name, value: value.slice(0, SHOWN_CHARACTERS) })),
  };
  return { body: Buffer.from(redactor.text(JSON.stringify(parts))), bodySize: upload.bytes };
}

/** The fingerprint covers the form's contents, since a retry sends the same form with another boundary. */
function claimOf(call: CleanCall, { fields, files }: Upload, { call: sent, key }: FormSource) {
  const content = [fields, files.map(({ name, digest }) => [name, digest.toString('hex')])];
  return key ? claimOfKey(key, sent, call.query, Buffer.from(JSON.stringify(content))) : null;
}
