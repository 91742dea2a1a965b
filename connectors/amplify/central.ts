import {
  AssayError,
  type ConnectorContext,
  type HttpRequest,
  type HttpResponse,
  type JsonObject,
  type JsonValue,
} from '../../src/kit/index.ts';
import { type AmplifyConfig, type ApiVersion, requireCredentials } from './config.ts';
import { centralRefusal, isUnderstood } from './refusals.ts';
import { type CentralResource, parseList, parseResource } from './resource.ts';

export type Context = ConnectorContext<AmplifyConfig>;

/** Central as one connector sees it: paths begin below `/apis/management/<version>`. Every refusal is an AssayError. */
export interface Central {
  readonly version: ApiVersion;
  /** Every resource of a listing; null where the kind or its environment does not exist. */
  list(path: string, fields: readonly string[]): Promise<readonly CentralResource[] | null>;
  get(path: string): Promise<CentralResource | null>;
  create(path: string, body: JsonObject): Promise<'created' | 'exists'>;
  /** Stale: somebody wrote since it was read. */
  replace(path: string, body: JsonObject): Promise<'replaced' | 'stale'>;
  putSub(path: string, sub: string, value: JsonValue): Promise<void>;
  patchSub(path: string, sub: string, operations: readonly JsonObject[]): Promise<void>;
  /** Absent is as good as removed. */
  remove(path: string): Promise<void>;
}

const SESSIONS = new WeakMap<Context, Promise<Central>>();

/** Finds out once which version is served. */
export function openCentral(context: Context): Promise<Central> {
  const open = SESSIONS.get(context) ?? connect(context);
  SESSIONS.set(context, open);
  // A failure is not remembered: the next call asks again.
  open.catch(() => SESSIONS.delete(context));
  return open;
}

async function connect(context: Context): Promise<Central> {
  requireCredentials(context.config);
  const wanted = context.config.apiVersion ?? 'v1';
  const central = centralAt(context, wanted);
  if (wanted === 'v1alpha1' || (await probe(central)) !== null) return central;
  const older = centralAt(context, 'v1alpha1');
  if ((await probe(older)) !== null) return older;
  throw new AssayError({
    code: 'AMPLIFY_NOT_CENTRAL',
    kind: 'sourceContract',
    message: 'What answers at this address serves no version of the API of Amplify Central.',
    fix: 'Check region or url.',
  });
}

function probe(central: Central): Promise<readonly CentralResource[] | null> {
  return central.list('/environments', ['name']);
}

function centralAt(context: Context, version: ApiVersion): Central {
  const { http, config } = context;
  const prefix = `/apis/management/${version}`;
  const send = async (request: HttpRequest, understood: readonly number[]): Promise<HttpResponse> => {
    const response = await http.send({
      ...request,
      url: prefix + request.url,
      // The same POST twice ends in 409, which is understood, so it is as safe to repeat as a PUT.
      isSafeToRepeat: true,
      headers: { ...request.headers, 'X-Axway-Tenant-Id': config.organizationId },
      accept: [400, 403, 404, 409, 413, 414, 415, 428],
    });
    if (isUnderstood(response.status, understood)) return response;
    throw centralRefusal(response, prefix + request.url, request.method ?? 'GET');
  };
  return {
    version,
    list: (path, fields) => listAll(context, send, path, fields, config.pageSize ?? 100),
    get: async (path) => {
      const response = await send({ url: path }, [404]);
      return response.status === 404 ? null : parseResource(parseBody(response));
    },
    create: async (path, json) => {
      const response = await send({ method: 'POST', url: path, json }, [409]);
      return response.status === 409 ? 'exists' : 'created';
    },
    replace: async (path, json) => {
      const response = await send({ method: 'PUT', url: path, json }, [428]);
      return response.status === 428 ? 'stale' : 'replaced';
    },
    putSub: async (path, sub, value) => {
      await send(
        { method: 'PUT', url: `${path}/${sub}`, query: { fields: sub }, json: { [sub]: value } },
        [],
      );
    },
    patchSub: async (path, sub, operations) => {
      const content = { type: 'application/json-patch+json', text: JSON.stringify(operations) };
      await send({ method: 'PATCH', url: `${path}/${sub}`, content }, []);
    },
    remove: async (path) => {
      await send({ method: 'DELETE', url: path }, [404]);
    },
  };
}

type Send = (request: HttpRequest, understood: readonly number[]) => Promise<HttpResponse>;

/** The smallest page that the vendor's own agents ask for. */
const LEAST_PAGE = 10;

/** On a slow link the pages shrink: the listing starts anew with half of the size, as long as there is a half. */
async function listAll(
  context: Context,
  send: Send,
  path: string,
  fields: readonly string[],
  pageSize: number,
): Promise<readonly CentralResource[] | null> {
  try {
    return await listPages(context, send, path, fields, pageSize);
  } catch (error: unknown) {
    const isSlow = error instanceof AssayError && error.code === 'HTTP_TIMEOUT';
    if (!isSlow || pageSize <= LEAST_PAGE) throw error;
    return listAll(context, send, path, fields, Math.max(LEAST_PAGE, Math.floor(pageSize / 2)));
  }
}

const MAX_PAGES = 10_000;

/**
 * Pages in the order of creation, so that what is made meanwhile comes last; next links are not followed. A listing ends
 * when the total that the server names is reached; one that falls short of it is refused, for it would look complete.
 */
async function listPages(
  context: Context,
  send: Send,
  path: string,
  fields: readonly string[],
  pageSize: number,
): Promise<readonly CentralResource[] | null> {
  const found = new Map<string, CentralResource>();
  let received = 0;
  let first: number | null = null;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const query = { page, pageSize, sort: 'metadata.audit.createTimestamp,ASC', fields: fields.join(',') };
    const response = await send({ url: path, query }, [404]);
    if (response.status === 404) return null;
    const items = parseList(parseBody(response));
    received += items.length;
    for (const item of items) keep(context, path, item, found);
    const total = totalOf(response);
    first ??= total;
    // What was deleted meanwhile moved what came behind it past the page.
    if (total !== null && first !== null && total < first) break;
    if (total === null ? items.length === 0 : received >= total) return [...found.values()];
    if (items.length === 0) break;
  }
  throw new AssayError({
    code: 'AMPLIFY_LIST_INCOMPLETE',
    kind: 'transient',
    message: 'A listing of Central ended before the number of items that it announced.',
  });
}

/** One broken item is told and left out; it must not hide all the others. */
function keep(context: Context, path: string, item: unknown, found: Map<string, CentralResource>): void {
  try {
    const resource = parseResource(item);
    const { id, scope } = resource.metadata ?? {};
    found.set(typeof id === 'string' ? id : JSON.stringify([scope, resource.name]), resource);
  } catch (error: unknown) {
    if (!(error instanceof AssayError)) throw error;
    context.report({ code: error.code, kind: 'record', message: error.message, file: path, line: null });
  }
}

function totalOf({ headers }: HttpResponse): number | null {
  const text = headers['x-axway-total-count'] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function parseBody(response: HttpResponse): unknown {
  try {
    const body: unknown = JSON.parse(response.text);
    return body;
  } catch {
    throw new AssayError({
      code: 'AMPLIFY_BODY_NOT_JSON',
      kind: 'sourceContract',
      message: 'Central answered with something that is not JSON.',
      fix: 'Check region or url: a login page or a proxy may answer in its place.',
    });
  }
}
