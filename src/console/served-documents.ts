import { createHash } from 'node:crypto';
import type { ConsoleContext, ConsoleOptions } from './context.ts';
import type { Reply } from './reply.ts';
import { RequestFault } from './request-fault.ts';
import type { Route, RouteCall } from './routes.ts';
import type { Snapshot } from './snapshot.ts';

type Document = Awaited<ReturnType<NonNullable<ConsoleOptions['registryDocument']>>>;

/**
 * Documents that registries fetch by themselves. They come without sign-in, because such readers have none to give:
 * only what the entry of a registry in the configuration says is served, and no more than what that registry may know.
 */
export function servedDocumentRoutes(context: ConsoleContext): readonly Route[] {
  const documentOf = documentSource(context);
  return [
    {
      method: 'GET',
      path: '/registry/{id}/{file}',
      access: 'open',
      answer: (call) => answer(call, documentOf),
    },
  ];
}

async function answer(
  { request, parameters }: RouteCall,
  documentOf: (id: string, file: string) => Promise<Document>,
): Promise<Reply> {
  const document = await documentOf(parameters['id'] ?? '', parameters['file'] ?? '');
  if (document === null) throw new RequestFault(404, 'not-found', 'There is nothing at this address.');
  const etag = `"${createHash('sha256').update(document.text).digest('base64url')}"`;
  // no-cache: kept, but asked for again each time (RFC 9111 section 5.2.2.4), which a 304 then answers.
  const headers = { etag, 'cache-control': 'no-cache' };
  if (isKnown(request.header('if-none-match'), etag)) return { status: 304, headers, body: '' };
  return { status: 200, headers: { ...headers, 'content-type': document.type }, body: document.text };
}

/** RFC 9110 section 13.1.2: a list of tags compared weakly, or `*`. */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

/** Made once for each report: anybody may ask, and it costs. */
function documentSource(context: ConsoleContext): (id: string, file: string) => Promise<Document> {
  const made = new WeakMap<Snapshot, Map<string, Promise<Document>>>();
  return async (id, file) => {
    const snapshot = await context.snapshotOrNull();
    const make = context.options.registryDocument;
    if (snapshot === null || make === undefined) return null;
    const ofReport = made.get(snapshot) ?? new Map<string, Promise<Document>>();
    made.set(snapshot, ofReport);
    const key = `${id}/${file}`;
    const held = ofReport.get(key) ?? make(id, file);
    ofReport.set(key, held);
    // Only what is served is kept: anybody may ask for any name.
    const drop = (): void => void ofReport.delete(key);
    held.then((document) => document ?? drop(), drop);
    return held;
  };
}
