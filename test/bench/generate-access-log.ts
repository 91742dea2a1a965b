import { drawCall, type Workload } from './generate-calls.ts';

/** The same calls as `generateCall` draws, as access logs tell of them: no bodies, few headers. */
export const ACCESS_LOGS = ['nginx-json', 'nginx-combined', 'haproxy-http'] as const;
export type AccessLog = (typeof ACCESS_LOGS)[number];

/** Formats without a host or a zone are read with these. */
export const ACCESS_LOG_ARGS: Readonly<Record<AccessLog, readonly string[]>> = {
  'nginx-json': [],
  'nginx-combined': ['--host', 'api.shop.example'],
  'haproxy-http': ['--host', 'api.shop.example', '--zone', 'UTC'],
};

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const AGENT = 'shop-app/4.1 (Android 14; en)';

export function generateAccessLine(
  format: AccessLog,
  index: number,
  workload: Workload,
  random: () => number,
): string {
  const call = drawCall(index, workload, random);
  const latencyMs = Math.floor(random() * 120);
  const bytes = 300 + Math.floor(random() * 2000);
  const { timeMs, method, host, path, query, status, address } = call;
  const target = `${path}?${query}`;
  switch (format) {
    case 'nginx-json':
      return JSON.stringify({
        time_iso8601: new Date(timeMs).toISOString(),
        msec: (timeMs / 1000).toFixed(3),
        remote_addr: address,
        request_method: method,
        scheme: 'https',
        http_host: host,
        request_uri: target,
        status: String(status),
        bytes_sent: String(bytes),
        request_length: '412',
        request_time: (latencyMs / 1000).toFixed(3),
        request_id: `r${index}`,
        http_user_agent: AGENT,
      });
    case 'nginx-combined':
      return `${address} - - [${logTime(timeMs)} +0000] "${method} ${target} HTTP/1.1" ${status} ${bytes} "-" "${AGENT}"`;
    case 'haproxy-http':
      return `${address}:52110 [${logTime(timeMs)}.${String(timeMs % 1000).padStart(3, '0')}] fe_api~ be_orders/app2 2/0/1/${latencyMs}/${latencyMs + 3} ${status} ${bytes} - - ---- 120/80/12/3/0 0/0 "${method} ${target} HTTP/1.1"`;
  }
}

/** `01/Oct/2026:10:15:22`, UTC. */
function logTime(timeMs: number): string {
  const iso = new Date(timeMs).toISOString();
  const month = MONTHS[Number(iso.slice(5, 7)) - 1] ?? 'Jan';
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)}`;
}
