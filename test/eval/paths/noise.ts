import type { NativeCall } from '../harness.ts';
import { errorBody } from './bodies.ts';
import type { Client } from './clients.ts';
import type { Design } from './design.ts';
import { hash32, type Random } from './random.ts';
import { makeValue } from './values.ts';

export type NoiseKind = 'scanner' | 'soft-404' | 'static-asset' | 'preflight';

type Shapeless = Omit<NativeCall, 'time' | 'client'>;

const PROBES =
  '/wp-login.php /.env /.git/config /phpmyadmin/index.php /admin.php /server-status /actuator/env /vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php /cgi-bin/luci /boaform/admin/formLogin /HNAP1 /solr/admin/info/system /console/login/LoginForm.jsp /backup.sql /config.json /xmlrpc.php /owa/auth/logon.aspx /.aws/credentials /api/jsonws/invoke /_ignition/execute-solution'.split(
    ' ',
  );
const ASSETS =
  '/favicon.ico /robots.txt /static/css/main.4f2c91ab.css /static/js/app.9d31c07e.js /images/logo.png /apple-touch-icon.png /assets/fonts/inter.woff2'.split(
    ' ',
  );
/** Pages that say "nothing here" under status 200; a site has one of them. The last is the shell of a single-page application. */
const PAGES = [
  '<!doctype html><html><head><title>Page not found</title></head><body><h1>404</h1><p>The page you are looking for does not exist.</p></body></html>',
  '<html><head><title>Oops</title></head><body><h2>Nothing here</h2><p>We could not find what you asked for.</p><a href="/">Back to start</a></body></html>',
  '<!DOCTYPE html><html lang="en"><head><title>Error 404 - Not Found</title><link rel="stylesheet" href="/error.css"></head><body><div class="error">Not Found</div></body></html>',
  '<!doctype html><html><head><meta charset="utf-8"><title>Console</title><script src="/static/js/app.9d31c07e.js" defer></script></head><body><div id="root"></div></body></html>',
];
const MESSAGES: readonly object[] = [
  { error: { code: 404, message: 'Resource not found' } },
  { success: false, error: 'not_found', path: null },
  { status: 'error', message: 'No route matches the requested path' },
];

const userAgent = (client: Client): Record<string, string> => ({ 'user-agent': client.agent, accept: '*/*' });

/** A path that nobody offers: mistyped, guessed or out of an old link. */
function strangePath(random: Random): string {
  const kinds = ['word', 'slug', 'camel', 'base36:8', 'int', 'filename'];
  return `/${Array.from({ length: random.int(1, 4) }, () => makeValue(random.pick(kinds), random)).join('/')}`;
}

/** A probe for somebody else's software, or a made-up path, always answered 404. */
export function scannerCall(design: Design, random: Random, client: Client): Shapeless {
  const made = strangePath(random);
  const under = random.chance(0.3) ? design.basePath : '';
  const { body } = errorBody(design, 404);
  return {
    method: random.chance(0.85) ? 'GET' : 'POST',
    host: design.host,
    path: random.chance(0.5) ? random.pick(PROBES) : under + made,
    status: 404,
    request: { headers: userAgent(client) },
    response: { headers: { 'content-type': 'application/json' }, ...(body === null ? {} : { body }) },
  };
}

/** A page or message that says "not found", answered 200, one and the same for a host: no endpoint. `accepts` refuses paths that a template has. */
export function softNotFound(
  design: Design,
  random: Random,
  client: Client,
  accepts: (path: string) => boolean,
): Shapeless | null {
  const path = (random.chance(0.5) ? design.basePath : '') + strangePath(random);
  if (!accepts(path)) return null;
  const form = hash32(`${design.name} soft`);
  const html = form % 5 < 3;
  return {
    method: 'GET',
    host: design.host,
    path,
    status: 200,
    request: { headers: userAgent(client) },
    response: {
      headers: { 'content-type': html ? 'text/html; charset=utf-8' : 'application/json' },
      body: html ? (PAGES[form % PAGES.length] ?? '') : JSON.stringify(MESSAGES[form % MESSAGES.length]),
    },
  };
}

export function staticAsset(design: Design, random: Random, client: Client): Shapeless {
  return {
    method: 'GET',
    host: design.host,
    path: random.pick(ASSETS),
    status: random.chance(0.7) ? 200 : 304,
    request: { headers: userAgent(client) },
    response: { headers: { 'content-type': 'application/octet-stream' } },
  };
}

/** What a browser asks before it sends a call to another origin (Fetch standard, CORS-preflight). */
export function preflight(call: Pick<NativeCall, 'host' | 'path' | 'method'>, client: Client): Shapeless {
  return {
    method: 'OPTIONS',
    host: call.host,
    path: call.path,
    status: 204,
    request: {
      headers: {
        ...userAgent(client),
        origin: 'https://app.console.example',
        'access-control-request-method': call.method,
        'access-control-request-headers': 'authorization,content-type',
      },
    },
    response: {
      headers: {
        'access-control-allow-origin': 'https://app.console.example',
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      },
    },
  };
}
