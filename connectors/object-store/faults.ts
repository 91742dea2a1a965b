import { AssayError, type Download, type HttpResponse, type ObjectAbsence } from '../../src/kit/index.ts';

/** Statuses that say more in their body or headers than in themselves; all others are the client's to judge. */
export const TOLD_STATUSES: readonly number[] = [301, 400, 403, 404, 409, 412, 416];

/** What was being done: decides which permission is missing. */
export type Action = 'list' | 'read';

export const LIST_PERMISSION =
  'list objects: s3:ListBucket, Storage Blob Data Reader, or storage.objects.list';
export const READ_PERMISSION = 'read objects: s3:GetObject, Storage Blob Data Reader, or storage.objects.get';

/** Times further apart than this are refused by all three (S3: 15 minutes; Azure: 15 minutes; Google: about 5). */
const SKEW_MS = 5 * 60_000;

interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The platform's word for it, if it is one we know; nothing else of an answer is ever shown. */
  readonly word: string | null;
}

type Told = ConstructorParameters<typeof AssayError>[0];

const SKEW: Told = {
  code: 'OBJECT_STORE_CLOCK_SKEW',
  kind: 'auth',
  message: 'The store refused the request because the clock here differs from its own.',
  fix: 'Set the clock of this machine, by NTP for example.',
};
const REGION: Told = {
  code: 'OBJECT_STORE_REGION_WRONG',
  kind: 'config',
  message: 'The bucket is in another region than the one configured.',
  fix: 'Set region to that of the bucket.',
};
const KEYS: Told = {
  code: 'HTTP_AUTH_REJECTED',
  kind: 'auth',
  message: 'The store rejected the credentials.',
  fix: 'Check the keys that this entry refers to; temporary ones may have ended.',
};
const BUCKET: Told = {
  code: 'OBJECT_STORE_BUCKET_MISSING',
  kind: 'config',
  message: 'There is no such bucket or container.',
  fix: 'Check bucket, and the url or account where it lies.',
};

/** Words of S3 (`<Code>`) and Azure (`x-ms-error-code`) that mean more than their status. */
const BY_WORD: Readonly<Record<string, Told>> = {
  RequestTimeTooSkewed: SKEW,
  AuthorizationHeaderMalformed: REGION,
  PermanentRedirect: REGION,
  IllegalLocationConstraintException: REGION,
  InvalidAccessKeyId: KEYS,
  SignatureDoesNotMatch: KEYS,
  ExpiredToken: KEYS,
  InvalidToken: KEYS,
  AuthenticationFailed: KEYS,
  NoSuchBucket: BUCKET,
  ContainerNotFound: BUCKET,
};

const ARCHIVED = new Set(['InvalidObjectState', 'BlobArchived']);

/** The error behind a refused listing, or behind a refused read that is not about the object alone. */
export function refusalError(refusal: Refusal, action: Action, nowMs: number): AssayError {
  const { status, word } = refusal;
  const context = { status, word };
  const told = word === null ? undefined : BY_WORD[word];
  if ((told === KEYS || told === undefined) && status === 403 && isSkewed(refusal, nowMs))
    return new AssayError({ ...SKEW, context });
  if (told !== undefined) return new AssayError({ ...told, context });
  if (status === 403) {
    return new AssayError({
      code: 'HTTP_PERMISSION_MISSING',
      kind: 'auth',
      message:
        action === 'list'
          ? 'The credentials may not list the objects.'
          : 'The credentials may not read objects.',
      fix: `Grant the permission to ${action === 'list' ? LIST_PERMISSION : READ_PERMISSION}.`,
      context,
    });
  }
  if (status === 404) return new AssayError({ ...BUCKET, context });
  return new AssayError({
    code: 'OBJECT_STORE_REFUSED',
    kind: 'sourceContract',
    message: 'The store refused the request.',
    fix: 'Check provider, url and bucket; the page of the connector says what it asks for.',
    context,
  });
}

/** Why the object alone cannot be read; null where the refusal is about more than it. */
export function absenceOf({ status, word }: Refusal): ObjectAbsence | null {
  if (status === 412) return 'changed';
  if (word !== null && ARCHIVED.has(word)) return 'archived';
  if (status === 404 && word !== 'NoSuchBucket' && word !== 'ContainerNotFound') return 'gone';
  // The object became shorter than the part that is asked for.
  return status === 416 ? 'changed' : null;
}

export function refusalOf({ status, headers, text }: HttpResponse): Refusal {
  return { status, headers, word: wordOf(headers, text) };
}

/** An error document is small; of what is larger, the rest does not matter. */
const ERROR_BYTES = 16 * 1024;

export async function downloadRefusal({ status, headers, bytes }: Download): Promise<Refusal> {
  let text = '';
  for await (const piece of bytes) {
    text += Buffer.from(piece).toString('latin1');
    if (text.length > ERROR_BYTES) break;
  }
  return { status, headers, word: wordOf(headers, text) };
}

function wordOf(headers: Readonly<Record<string, string>>, text: string): string | null {
  const word = headers['x-ms-error-code'] ?? /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text)?.[1] ?? null;
  return word !== null && (word in BY_WORD || ARCHIVED.has(word)) ? word : null;
}

function isSkewed({ headers }: Refusal, nowMs: number): boolean {
  const serverMs = serverTime(headers);
  return serverMs !== null && Math.abs(serverMs - nowMs) > SKEW_MS;
}

/** The platform's clock by its Date header (RFC 9110 section 6.6.1), or null. */
export function serverTime(headers: Readonly<Record<string, string>>): number | null {
  const ms = Date.parse(headers['date'] ?? '');
  return Number.isNaN(ms) ? null : ms;
}
