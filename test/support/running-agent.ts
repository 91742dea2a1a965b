import { type ChildProcess, spawn } from 'node:child_process';
import { MAIN } from './cli.ts';

/** A daemon of the test: its console's address and all that it prints. */
export interface RunningAgent {
  readonly origin: string;
  readonly token: string;
  output(): string;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
}

/** Starts `assay run`; its console has to be configured at port 0. */
export async function startAgent(args: readonly string[], cwd: string): Promise<RunningAgent> {
  const child = spawn(process.execPath, [MAIN, 'run', ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that is given up must leave nothing behind.
  process.once('exit', () => child.kill('SIGKILL'));
  let output = '';
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const url = await consoleUrl(child, () => output);
  return {
    origin: url.origin,
    token: url.searchParams.get('token') ?? '',
    output: () => output,
    stop: () => {
      child.kill('SIGTERM');
      return closed;
    },
  };
}

function consoleUrl(child: ChildProcess, output: () => string): Promise<URL> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const printed = /Console: (http:\S+)\s/.exec(output())?.[1];
      if (printed !== undefined) resolve(new URL(printed));
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.on('close', () => reject(new Error(`The agent ended early:\n${output()}`)));
  });
}

/** Every answer that can be reached from the console's pages and API, over links of its own origin. */
export async function crawlConsole(agent: RunningAgent): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const open = [...START];
  const seen = new Set<string>(open);
  const counts = new Map<string, number>();
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    const response = await fetch(agent.origin + path, {
      headers: { authorization: `Bearer ${agent.token}` },
      redirect: 'manual',
    });
    const headers = [...response.headers].map(([name, text]) => `${name}: ${text}`).join('\n');
    const body = await response.text();
    pages.set(path, `${response.status}\n${headers}\n\n${body}`);
    for (const next of linksIn(path, body)) {
      if (seen.has(next)) continue;
      seen.add(next);
      const kind = next.replace(/_[a-z2-7]{26}/, '').replace(/\?.*/, '?');
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      if (count <= PER_KIND) open.push(next);
    }
  }
  return pages;
}

const API = '/api/v1';
const START = [
  '/',
  '/inventory',
  '/inventory.csv',
  '/inventory.json',
  '/findings',
  '/changes',
  '/jobs',
  '/metrics',
  '/livez',
  '/readyz?verbose',
  '/nothing-here',
  '/assets/console.css',
  `${API}/openapi.json`,
  `${API}/summary`,
  `${API}/health`,
  `${API}/apis`,
  `${API}/endpoints`,
  `${API}/findings`,
  `${API}/changes`,
  `${API}/runs`,
  `${API}/nothing`,
];
/** Pages of one kind look alike: so many of each suffice. */
const PER_KIND = 60;

function linksIn(path: string, body: string): readonly string[] {
  const hrefs = [...body.matchAll(/href="(\/[^"#]*)"/g)].map(
    ([, href]) => href?.replaceAll('&amp;', '&') ?? '',
  );
  const cursor = /^\{"items".*"next":"([^"]+)"\}?\s*$/s.exec(body)?.[1];
  const base = path.split('?')[0] ?? '';
  const next = cursor === undefined ? [] : [`${base}?after=${encodeURIComponent(cursor)}`];
  const ids = [...new Set(body.match(/\b(?:api|ep|fi)_[a-z2-7]{26}\b/g) ?? [])];
  return [...hrefs, ...next, ...ids.flatMap(pagesOf)];
}

function pagesOf(id: string): readonly string[] {
  if (id.startsWith('api_')) return [`/apis/${id}`, `${API}/apis/${id}`, `${API}/apis/${id}/grades`];
  const kind = id.startsWith('ep_') ? 'endpoints' : 'findings';
  return [`/${kind}/${id}`, `${API}/${kind}/${id}`];
}
