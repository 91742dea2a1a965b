import { AssayError, type ConnectorContext, type HttpClient, type Problem } from '../../src/kit/index.ts';
import type { RegisteredApi, RegisteredOperation } from '../../src/model/registered-api.ts';
import type { AxwayConfig } from './config.ts';
import {
  type CurrentUser,
  type FrontEndApi,
  type ManagerSettings,
  parseBackEnd,
  parseFrontEnd,
  parseIdentified,
  parseMethod,
  parseOrganization,
  parseSettings,
  parseUser,
} from './entities.ts';
import { operationsOf, type SecurityOf } from './operations.ts';
import { basePathOf, isPublished, registeredApi, type Surroundings } from './registered-api.ts';
import { declaredSchemes, methodsApart } from './security.ts';

/** Where API Manager is read, and who is told of what is left out. */
export interface ManagerApi {
  /** Id of the configuration entry. */
  readonly id: string;
  readonly http: HttpClient;
  readonly config: AxwayConfig;
  readonly signal: AbortSignal;
  /** For what leaves the list of APIs incomplete: a pass with a problem is no snapshot. */
  readonly report: (problem: Problem) => void;
  /** For what is only less told of an API. */
  readonly logger: ConnectorContext<AxwayConfig>['logger'];
}

/** APIs that are read side by side; the client lets fewer requests through at once. */
const SIDE_BY_SIDE = 8;

export async function readSettings({ http }: Pick<ManagerApi, 'http'>): Promise<ManagerSettings> {
  return http.getJson({ url: '/config' }, parseSettings);
}

export async function readUser({ http }: Pick<ManagerApi, 'http'>): Promise<CurrentUser> {
  return http.getJson({ url: '/currentuser' }, parseUser);
}

/** Sees every organisation; an organisation's own administrator (`oadmin`) sees that one only. */
export function seesEverything({ role }: CurrentUser): boolean {
  return role === 'admin';
}

/** Every front-end API, in the order of the list. */
export async function* readFrontEnds(api: ManagerApi): AsyncGenerator<RegisteredApi> {
  const around = await readSurroundings(api);
  const listed = await listFrontEnds(api);
  for (let at = 0; at < listed.length; at += SIDE_BY_SIDE) {
    api.signal.throwIfAborted();
    const group = listed.slice(at, at + SIDE_BY_SIDE).map((one) => readFrontEnd(api, one, around));
    for (const read of await Promise.all(group)) if (read !== null) yield read;
  }
}

async function readSurroundings(api: ManagerApi): Promise<Surroundings> {
  const settings = await readSettings(api);
  const user = await readUser(api);
  if (!seesEverything(user)) {
    api.report({
      code: 'AXWAY_PARTIAL_VIEW',
      kind: 'auth',
      message:
        'The user is no API Manager administrator: APIs of other organisations are not seen and look unmanaged.',
      file: '/currentuser',
      line: null,
    });
  }
  const organizations = await listAll(api, '/organizations', parseOrganization);
  const backEnds = await listAll(api, '/apirepo', parseBackEnd);
  return {
    gateway: api.id,
    settings,
    organizations: new Map(organizations.map((one) => [one.id, one])),
    backEnds: new Map(backEnds.map((one) => [one.id, one])),
  };
}

/** A listed API: whole already, or its id. */
type Listed = { readonly whole: FrontEndApi } | { readonly id: string };

export async function listFrontEnds(api: ManagerApi): Promise<readonly Listed[]> {
  if (api.config.listing === 'full') {
    return (await listAll(api, '/proxies', parseFrontEnd)).map((whole) => ({ whole }));
  }
  return (await listAll(api, '/proxies/light', parseIdentified)).map(({ id }) => ({ id }));
}

/** A list of one may come as the object itself. An entry of another form is told and left out. */
async function listAll<T>(
  { http, report }: ManagerApi,
  path: string,
  parse: (value: unknown) => T,
): Promise<readonly T[]> {
  const entries = await http.getJson({ url: path }, (body) => entriesOf(body));
  return entries.flatMap((entry, index) => {
    try {
      return [parse(entry)];
    } catch (error: unknown) {
      if (!(error instanceof AssayError)) throw error;
      report({ code: error.code, kind: 'record', message: error.message, file: path, line: index + 1 });
      return [];
    }
  });
}

function entriesOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body === 'object' && body !== null && 'id' in body) return [body];
  throw new AssayError({
    code: 'AXWAY_LIST_INVALID',
    kind: 'sourceContract',
    message: 'A list of API Manager is none.',
    fix: 'Check url and apiVersion; an older API Manager has version 1.3 and listing: full.',
  });
}

/** Null for an API that was deleted since it was listed. */
async function readFrontEnd(
  api: ManagerApi,
  listed: Listed,
  around: Surroundings,
): Promise<RegisteredApi | null> {
  const whole = 'whole' in listed ? listed.whole : await readWhole(api, listed.id);
  if (whole === null) return null;
  const wantsOperations = api.config.definitions && isPublished(whole);
  return registeredApi(whole, wantsOperations ? await readOperations(api, whole) : null, around);
}

/**
 * Null where it was deleted since it was listed. One that is listed and cannot be read ends the pass: the short list
 * says nothing of its place, and without that its calls would look unmanaged.
 */
async function readWhole(api: ManagerApi, id: string): Promise<FrontEndApi | null> {
  const path = `/proxies/${encodeURIComponent(id)}`;
  try {
    return await api.http.getJson({ url: path }, parseFrontEnd);
  } catch (error: unknown) {
    if (!(error instanceof AssayError) || !concernsOneOnly(error)) throw error;
    if (mayBeGone(error) && !(await isListed(api, id))) {
      api.logger.info('A front-end API was deleted while the list was read.', { path });
      return null;
    }
    throw unreadable(path, error);
  }
}

function mayBeGone({ context }: AssayError): boolean {
  return context['status'] === 403 || context['status'] === 404;
}

async function isListed(api: ManagerApi, id: string): Promise<boolean> {
  return (await listFrontEnds(api)).some((one) => 'id' in one && one.id === id);
}

function unreadable(path: string, { kind, code, context }: AssayError): AssayError {
  return new AssayError({
    code: 'AXWAY_API_UNREADABLE',
    kind,
    message: `API Manager lists a front-end API that it does not hand out (${path}): the pass would be incomplete.`,
    fix: 'Open it in API Manager and repair or delete it, or set listing: full, which reads all at once.',
    context: { path, cause: code, status: context['status'] ?? null },
  });
}

/** The operations by the exported definition; null, and logged, where it is broken: that never costs the API itself. */
async function readOperations(
  api: ManagerApi,
  whole: FrontEndApi,
): Promise<readonly RegisteredOperation[] | null> {
  const path = `/discovery/swagger/api/id/${encodeURIComponent(whole.id)}`;
  const securityOf = await readSecurity(api, whole);
  return orLogged(
    api,
    path,
    'The definition of a front-end API could not be read; its operations are not evaluated.',
    () =>
      api.http.getJson({ url: path, query: { swaggerVersion: '2.0' } }, (body) => {
        const operations = operationsOf(body, basePathOf(whole), securityOf);
        if (operations !== null) return operations;
        throw new AssayError({
          code: 'AXWAY_DEFINITION_INVALID',
          kind: 'sourceContract',
          message: 'An exported definition is neither Swagger nor OpenAPI.',
        });
      }),
  );
}

/** Methods with a profile of their own are named by id there and by name in the definition. */
async function readSecurity(api: ManagerApi, whole: FrontEndApi): Promise<SecurityOf> {
  const common = declaredSchemes(whole, null);
  if (methodsApart(whole).length === 0) return () => common;
  const path = `/proxies/${encodeURIComponent(whole.id)}/operations`;
  const methods = await orLogged(
    api,
    path,
    'The methods of a front-end API could not be read; security that differs between them is not evaluated.',
    () => listAll(api, path, parseMethod),
  );
  if (methods === null) return () => null;
  const idOf = new Map(methods.map(({ id, name }) => [name, id]));
  return (operationId) => declaredSchemes(whole, idOf.get(operationId ?? '') ?? null);
}

/** One answer that may fail by itself: everything but a lost login and a platform that limits or is gone. */
async function orLogged<T>(
  { logger }: ManagerApi,
  path: string,
  message: string,
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    return await read();
  } catch (error: unknown) {
    if (!(error instanceof AssayError) || !concernsOneOnly(error)) throw error;
    logger.warn(message, { path, code: error.code });
    return null;
  }
}

/** API Manager answers 403 for an id that it does not know, and 500 for a definition that it cannot write. */
function concernsOneOnly(error: AssayError): boolean {
  const status = error.context['status'];
  if (error.kind === 'sourceContract' || error.kind === 'rejected') return true;
  return status === 403 || status === 500;
}
