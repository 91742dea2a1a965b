import type { IncomingMessage, ServerResponse } from 'node:http';
import { metricsText } from '../agent/metrics.ts';
import { type Access, createAccess, isLoopback, type Proof } from './access.ts';
import { type ConsoleRequest, toConsoleRequest } from './console-request.ts';
import { type ConsoleContext, type ConsoleOptions, createContext } from './context.ts';
import { pageRoutes } from './page-routes.ts';
import { loginPage, messagePage } from './pages/message.ts';
import {
  assetReply,
  htmlReply,
  jsonReply,
  type Reply,
  redirectReply,
  sendReply,
  textReply,
  withHeaders,
} from './reply.ts';
import { RequestFault } from './request-fault.ts';
import { restRoutes } from './rest/routes.ts';
import { findRoute, type Route, type RouteCall } from './routes.ts';
import { servedDocumentRoutes } from './served-documents.ts';
import { ICON, STYLESHEET } from './stylesheet.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Probes come from an orchestrator that addresses a pod, not a name; they say nothing but one word. */
const PROBES: ReadonlySet<string> = new Set(['/livez', '/readyz']);

/** The console and its REST API as a handler for `node:http`. It never throws and answers every request. */
export function createConsole(options: ConsoleOptions): RequestHandler {
  const access = createAccess(options.token, options.allowedHosts);
  const context = createContext(options, access.formToken);
  const routes = [
    ...serviceRoutes(context),
    ...pageRoutes(context),
    ...restRoutes(context),
    ...servedDocumentRoutes(context),
  ];
  return (incoming, response) => {
    const withBody = incoming.method !== 'HEAD';
    answer(incoming, routes, access, options)
      .then((reply) => sendReply(response, reply, withBody))
      .catch(() => response.destroy());
  };
}

async function answer(
  incoming: IncomingMessage,
  routes: readonly Route[],
  access: Access,
  options: ConsoleOptions,
): Promise<Reply> {
  try {
    return await dispatch(toConsoleRequest(incoming), routes, access, options);
  } catch (error) {
    return faultReply(incoming.url ?? '', error, options);
  }
}

async function dispatch(
  request: ConsoleRequest,
  routes: readonly Route[],
  access: Access,
  options: ConsoleOptions,
): Promise<Reply> {
  const probe = PROBES.has(request.path) && request.query.size === 0;
  if (!probe) access.checkHost(request);
  const token = request.query.get('token');
  if (request.path === '/' && request.method === 'GET' && token !== null)
    return login(token, access, options);
  const result = findRoute(routes, request.method, request.path);
  const proof = access.proofOf(request);
  const open = result.kind === 'found' && isOpen(result.match.route, request);
  // Unknown addresses ask for the token too: who has none learns nothing about what exists.
  if (!open && proof === null) return unauthorized(request, options);
  if (result.kind === 'none') {
    throw new RequestFault(404, 'not-found', 'There is nothing at this address.');
  }
  if (result.kind === 'method') {
    const refused = new RequestFault(405, 'method-not-allowed', `Use ${result.allowed.join(' or ')}.`);
    return withHeaders(faultReply(request.path, refused, options), { allow: result.allowed.join(', ') });
  }
  const { route, parameters } = result.match;
  if (route.method === 'POST') checkWrite(access, request, proof);
  return route.answer({ request, parameters, proof });
}

function isOpen(route: Route, request: ConsoleRequest): boolean {
  return route.access === 'open' || (route.access === 'metrics' && isLoopback(request));
}

function checkWrite(access: Access, request: ConsoleRequest, proof: Proof | null): void {
  if (proof === null) throw new RequestFault(401, 'token-required', 'A token is required.');
  access.checkWrite(request, proof);
}

/** The token leaves the address bar at once and comes back as a cookie that scripts and other sites cannot use. */
function login(token: string, access: Access, options: ConsoleOptions): Reply {
  if (!access.isToken(token)) return htmlReply(loginPage(options.version), 401);
  return redirectReply('/', { 'set-cookie': access.sessionCookie() });
}

function unauthorized(request: ConsoleRequest, options: ConsoleOptions): Reply {
  if (isMachinePath(request.path)) {
    const reply = faultReply(
      request.path,
      new RequestFault(401, 'token-required', 'A token is required.'),
      options,
    );
    return withHeaders(reply, { 'www-authenticate': 'Bearer realm="assay"' });
  }
  return htmlReply(loginPage(options.version), 401);
}

function isMachinePath(path: string): boolean {
  return path.startsWith('/api/') || path.startsWith('/metrics') || path.startsWith('/readyz');
}

function faultReply(path: string, error: unknown, options: ConsoleOptions): Reply {
  const fault =
    error instanceof RequestFault
      ? error
      : new RequestFault(500, 'internal', 'The request could not be answered. The log says more.');
  if (fault.status === 500) {
    // The name only: foreign messages quote what they were given.
    const name = error instanceof Error ? error.name : 'unknown';
    options.logger.error('The console could not answer a request.', { error_name: name });
  }
  if (isMachinePath(path)) {
    return jsonReply({ error: { code: fault.code, message: fault.message } }, fault.status);
  }
  return htmlReply(
    messagePage(options.version, { title: titleOf(fault), text: fault.message }),
    fault.status,
  );
}

function titleOf(fault: RequestFault): string {
  switch (fault.status) {
    case 403:
      return 'Refused';
    case 404:
      return 'Not found';
    case 421:
      return 'Unknown host';
    case 500:
      return 'Something went wrong';
    case 503:
      return 'No report yet';
    default:
      return 'This request cannot be answered';
  }
}

function serviceRoutes(context: ConsoleContext): readonly Route[] {
  const { store, clock, health } = context.options;
  const get = (path: string, access: Route['access'], answer: Route['answer']): Route => ({
    method: 'GET',
    path,
    access,
    answer,
  });
  return [
    get('/livez', 'open', async () => textReply('ok\n')),
    get('/readyz', 'open', (call) => ready(call, health)),
    get('/metrics', 'metrics', async () => ({
      status: 200,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      body: await metricsText(
        store,
        clock.nowMs(),
        async () => (await context.snapshotOrNull())?.report ?? null,
      ),
    })),
    get('/assets/console.css', 'open', async () => assetReply('text/css; charset=utf-8', STYLESHEET)),
    get('/assets/icon.svg', 'open', async () => assetReply('image/svg+xml', ICON)),
  ];
}

/** The names of the checks are configuration: they need what the metrics need. */
async function ready({ request, proof }: RouteCall, health: ConsoleOptions['health']): Promise<Reply> {
  const state = await health();
  const status = state.ready ? 200 : 503;
  const verbose = request.query.has('verbose') && (proof !== null || isLoopback(request));
  if (!verbose) return textReply(state.ready ? 'ready\n' : 'not ready\n', status);
  const lines = state.checks.map((check) => `[${check.ok ? '+' : '-'}] ${check.name}: ${check.detail}\n`);
  return textReply(`${lines.join('')}${state.ready ? 'ready' : 'not ready'}\n`, status);
}
