import { randomSource } from '../property/mutate-line.ts';

/** A trap for scanners as a data lake keeps it: who came, under which host, for what, and what the trap answered. */
export interface HostileExport {
  /** Lines of the export, in the format of Graylog API Security. */
  readonly lines: readonly string[];
  readonly forgedHosts: readonly string[];
}

export const SHOP_HOST = 'api.shop.example';
export const SHOP_CALLS = 600;
const TRAP = '203.0.113.10';
const START_MS = Date.UTC(2026, 0, 15, 10);
/** The same for every path: the trap says yes to everything. */
const TRAP_PAGE =
  '<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>It works!</h1></body></html>';

/** What scanners asked of public traps, in own words. */
const ASKED = [
  '/.env',
  '/.git/config',
  '/wp-login.php',
  '/cgi-bin/luci',
  '/actuator/health',
  '/boaform/admin/formLogin',
  '/solr/admin/info/system',
  '/owa/auth/logon.aspx',
  '/_ignition/execute-solution',
  '/api/v1/users',
  '/api/v2/config',
  '/v1/pods',
  '/v2/_catalog',
  '/console/',
  '/login',
  '/admin',
  '/api/jsonws/invoke',
  '/graphql',
  '/users/sign_in',
  '/manager/html',
  '/nacos/v1/auth/users',
  '/geoserver/web/',
  '/stalker_portal/c/version.js',
  '/sdk',
  '/',
  '/robots.txt',
];

export interface ExportPlan {
  readonly scans: number;
  readonly hosts: number;
  /** What a logger with its default rules leaves: neither bodies nor response headers. */
  readonly masked: boolean;
}

export function hostileExport({ scans, hosts, masked }: ExportPlan): HostileExport {
  const random = randomSource(20_260_115);
  const pick = <T>(items: readonly T[]): T | undefined => items[random(items.length)];
  const forgedHosts = Array.from({ length: hosts }, (_, at) => `h${at}.scan-${at % 37}.example`);
  const name = (): string =>
    Array.from({ length: 8 }, () => 'abcdefghijkmnpqrs0123456789'.charAt(random(27))).join('');
  const lines: string[] = [];
  for (let at = 0; at < scans; at += 1) {
    const chosen = random(100);
    const path =
      chosen < 30
        ? `/api/v${1 + random(9)}/${pick(['login', 'users', 'status', 'upload', 'config', 'search']) ?? ''}`
        : chosen < 50
          ? `/${name()}`
          : (pick(ASKED) ?? '/');
    const host = random(10) < 8 ? (pick(forgedHosts) ?? TRAP) : pick([TRAP, `${TRAP}:8080`]);
    const answered = random(100);
    const status = answered < 55 ? 404 : answered < 90 ? 200 : (pick([301, 400, 401, 403, 405, 500]) ?? 400);
    lines.push(
      line({
        method: pick(['GET', 'GET', 'GET', 'POST', 'HEAD', 'PROPFIND']) ?? 'GET',
        url: `${at % 3 === 0 ? 'https' : 'http'}://${host}${path}`,
        status,
        body: masked || status === 301 ? null : status === 200 ? TRAP_PAGE : '<html>no</html>',
        type: masked ? null : 'text/html',
        client: `198.51.100.${1 + random(250)}`,
        agent: 'Mozilla/5.0 zgrab/0.x',
        timeMs: START_MS + at * 200,
      }),
    );
  }
  for (let at = 0; at < SHOP_CALLS; at += 1) lines.splice(random(lines.length), 0, shopCall(at));
  return { lines, forgedHosts };
}

/** The one real API of the export. */
export function shopCall(at: number): string {
  return line({
    method: 'GET',
    url: `https://${SHOP_HOST}/v1/orders/${1000 + at}`,
    status: 200,
    body: JSON.stringify({ id: 1000 + at, total: 12.5 }),
    type: 'application/json',
    client: `192.0.2.${1 + (at % 200)}`,
    agent: 'shop-app/1',
    timeMs: START_MS + at * 500,
  });
}

interface Message {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly body: string | null;
  readonly type: string | null;
  readonly client: string;
  readonly agent: string;
  readonly timeMs: number;
}

function line({ method, url, status, body, type, client, agent, timeMs }: Message): string {
  return JSON.stringify([
    ['interval', 12],
    ['request_method', method],
    ['request_url', url],
    ['request_header:user-agent', agent],
    ['request_header:accept', '*/*'],
    ['request_header:authorization', agent.startsWith('shop') ? 'Bearer t' : ''],
    ['request_header:x-forwarded-for', client],
    ['response_code', String(status)],
    ...(type === null
      ? []
      : [
          ['response_header:content-type', type],
          // No server answers with a type alone: without any other header, a lake counts them as taken out.
          ['response_header:server', 'nginx'],
        ]),
    ...(body === null ? [] : [['response_body', body]]),
    ['now', timeMs],
  ]);
}
