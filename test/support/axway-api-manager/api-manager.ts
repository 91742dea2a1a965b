import type { JsonObject } from '../../../src/kit/index.ts';
import { type Asked, basicOf, type Listening, listen, type Reply } from './listen.ts';

/** How a definition is broken: the server fails to write it, answers with a page, or with other JSON. */
export type Broken = 'fails' | 'is a page' | 'is another form';

export interface ManagerEstate {
  readonly frontEnds: readonly (JsonObject & { readonly id: string; readonly organizationId?: string })[];
  readonly organizations: readonly JsonObject[];
  readonly backEnds?: readonly JsonObject[];
  /** Definition by id of the front-end API. */
  readonly definitions?: Readonly<Record<string, JsonObject>>;
  readonly broken?: Readonly<Record<string, Broken>>;
  /** Listed at first, and gone when asked for: API Manager answers 403 then. */
  readonly vanished?: readonly string[];
  /** Listed for good, and never handed out: the status of the answer by id. */
  readonly unreadable?: Readonly<Record<string, number>>;
  /** Methods by id of the front-end API. */
  readonly methods?: Readonly<Record<string, readonly JsonObject[]>>;
  readonly settings?: JsonObject;
  readonly role?: 'admin' | 'oadmin' | 'user';
  /** The organisation of the user; all that an `oadmin` sees. */
  readonly organization?: string;
  /** Answers within one session; then it has expired. */
  readonly sessionAnswers?: number;
  /** Basic authentication is refused, as where single sign-on is required. */
  readonly sessionsOnly?: boolean;
  readonly version?: '1.3' | '1.4';
}

export interface FakeManager extends Listening {
  /** Sessions that were opened. */
  readonly logins: () => number;
  /** What a client must not do: write, ask for what does not exist, leave out the token. */
  readonly violations: readonly string[];
}

export const USER = 'apiadmin';
export const PASSWORD = 'pw-for-tests/73+1';

const PORTAL = '/api/portal/v';

/** API Manager 7 as its REST reference has it: reads only, sessions that expire, 403 for an id that it does not know. */
export async function startManager(estate: ManagerEstate): Promise<FakeManager> {
  const violations: string[] = [];
  const sessions = new Map<string, { token: string; left: number }>();
  let logins = 0;
  let lists = 0;
  const violate = (what: string, status: number): Reply => {
    violations.push(what);
    return { status, body: { errors: [{ code: status, message: 'Not as documented' }] } };
  };

  const login = ({ body, headers }: Asked): Reply => {
    if (headers['content-type'] !== 'application/x-www-form-urlencoded')
      return violate('login is no form', 415);
    const form = new URLSearchParams(body);
    if (form.get('username') !== USER || form.get('password') !== PASSWORD) return { status: 403 };
    logins += 1;
    const id = `s${logins}`;
    sessions.set(id, { token: `token-${logins}`, left: estate.sessionAnswers ?? Number.POSITIVE_INFINITY });
    return {
      status: 303,
      headers: {
        location: '/home',
        'set-cookie': [
          `APIMANAGERSESSION=${id}; Path=/; Secure; HttpOnly; Expires=Wed, 21 Oct 2099 07:28:00 GMT`,
          'APIMANAGERSTATIC="a/b+c="; Path=/',
          'OLD=; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
        ],
      },
    };
  };

  /** Null: signed in. */
  const refuse = (asked: Asked, path: string): Reply | null => {
    const basic = basicOf(asked);
    if (basic !== null) {
      return basic === `${USER}:${PASSWORD}` && estate.sessionsOnly !== true ? null : UNAUTHORIZED;
    }
    const cookie = asked.headers.cookie ?? '';
    if (cookie.includes('OLD=')) violations.push('a deleted cookie is sent');
    const session = sessions.get(/APIMANAGERSESSION=([^;]*)/.exec(cookie)?.[1] ?? '');
    if (session === undefined || session.left <= 0) return UNAUTHORIZED;
    if (path !== '/currentuser' && asked.headers['csrf-token'] !== session.token)
      return violate(`${path} without the token`, 403);
    session.left -= 1;
    return null;
  };

  const server = await listen((asked) => {
    const version = estate.version ?? '1.4';
    const prefix = `${PORTAL}${version}`;
    if (!asked.path.startsWith(`${prefix}/`)) return { status: 404, text: '<html>Not found</html>' };
    const path = asked.path.slice(prefix.length);
    if (path === '/login' && asked.method === 'POST') return login(asked);
    if (asked.method !== 'GET') return violate(`${asked.method} ${path}`, 405);
    const refusal = refuse(asked, path);
    if (refusal !== null) return refusal;
    const session = sessions.get(/APIMANAGERSESSION=([^;]*)/.exec(asked.headers.cookie ?? '')?.[1] ?? '');
    if (path === '/currentuser') {
      const token = session === undefined ? {} : { headers: { 'CSRF-Token': session.token } };
      return { status: 200, ...token, body: { id: 'u1', role: estate.role ?? 'admin', loginName: USER } };
    }
    if (path === '/proxies/light') lists += 1;
    return resource(lists > 1 ? withoutVanished(estate) : estate, path, asked, violate);
  });
  return { ...server, violations, logins: () => logins };
}

const UNAUTHORIZED: Reply = {
  status: 401,
  body: { errors: [{ code: 401, message: 'Authentication failed' }] },
};
const FORBIDDEN: Reply = { status: 403, body: { errors: [{ code: 403, message: 'Forbidden' }] } };

function withoutVanished(estate: ManagerEstate): ManagerEstate {
  return { ...estate, frontEnds: estate.frontEnds.filter(({ id }) => !estate.vanished?.includes(id)) };
}

type Violate = (what: string, status: number) => Reply;

function resource(estate: ManagerEstate, path: string, { query }: Asked, violate: Violate): Reply {
  const ok = (body: unknown): Reply => ({ status: 200, body });
  const seen = visible(estate);
  const allowed = path.startsWith('/discovery/')
    ? ['swaggerVersion']
    : path === '/proxies'
      ? ['field', 'op', 'value']
      : [];
  for (const name of query.keys()) if (!allowed.includes(name)) return violate(`${path}?${name}`, 400);
  if (path === '/config') {
    return ok({
      productVersion: '7.7.20240530',
      apiDefaultVirtualHost: null,
      apiRoutingKeyEnabled: false,
      ...estate.settings,
    });
  }
  // A list of one comes as the object itself.
  if (path === '/organizations') {
    return ok(estate.organizations.length === 1 ? estate.organizations[0] : estate.organizations);
  }
  if (path === '/apirepo') return ok(estate.backEnds ?? []);
  if (estate.role === 'user') return FORBIDDEN;
  if (path === '/proxies') return ok(seen);
  if (path === '/proxies/light' && estate.version !== '1.3') {
    return ok(seen.map(({ id, name, state }) => ({ id, name: name ?? null, state: state ?? null })));
  }
  return ofOne(estate, path, query, seen) ?? violate(path, 404);
}

function visible(estate: ManagerEstate): ManagerEstate['frontEnds'] {
  return estate.role === 'oadmin'
    ? estate.frontEnds.filter((api) => api.organizationId === estate.organization)
    : estate.frontEnds;
}

function ofOne(
  estate: ManagerEstate,
  path: string,
  query: URLSearchParams,
  seen: ManagerEstate['frontEnds'],
): Reply | null {
  const [, id, part] = /^\/proxies\/([^/]+)(\/operations)?$/.exec(path) ?? [];
  const wanted = id ?? /^\/discovery\/swagger\/api\/id\/([^/]+)$/.exec(path)?.[1];
  if (wanted === undefined) return null;
  const api = seen.find((one) => one.id === wanted);
  if (api === undefined || estate.vanished?.includes(wanted) === true) return FORBIDDEN;
  if (part !== undefined) return { status: 200, body: estate.methods?.[wanted] ?? [] };
  const refusal = estate.unreadable?.[wanted];
  if (id !== undefined && refusal !== undefined) return { status: refusal, body: {} };
  if (id !== undefined) return { status: 200, body: api };
  return definitionOf(estate, wanted, query);
}

function definitionOf(estate: ManagerEstate, id: string, query: URLSearchParams): Reply {
  if (!['1.1', '2.0', '3.0'].includes(query.get('swaggerVersion') ?? '')) return { status: 400, body: {} };
  switch (estate.broken?.[id]) {
    case 'fails':
      return { status: 500, body: { errors: [{ code: 500, message: 'Cannot export' }] } };
    case 'is a page':
      return { status: 200, text: '<html>Sign in</html>' };
    case 'is another form':
      return { status: 200, body: { data: [] } };
    case undefined:
    default:
      return { status: 200, body: estate.definitions?.[id] ?? { swagger: '2.0', info: {}, paths: {} } };
  }
}
