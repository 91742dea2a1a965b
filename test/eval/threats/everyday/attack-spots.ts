import type { Payload, Spot, Writing } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { PlacedFamily } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { drawn, fill } from './slots.ts';

type Answer = Pick<Exchange, 'status' | 'responseBody' | 'responseHeaders'>;

export const AGENTS: readonly string[] = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'python-requests/2.32.3',
  'Go-http-client/2.0',
  'curl/8.11.0',
  'okhttp/4.12.0',
  'Meadow/4.2 (iPhone; iOS 18.1)',
];

/** What APIs answer to what they refuse or take for a plain value; never a bare 5xx. */
export function indifferent(r: Random): Answer {
  return r.pick<() => Answer>([
    () => ({ status: 400, responseBody: JSON.stringify({ code: 'bad_input', trace: r.hex(12) }) }),
    () => ({ status: 404, responseBody: JSON.stringify({ message: 'No such thing', trace: r.hex(12) }) }),
    () => ({
      status: 403,
      responseBody: '<html><body><h1>403</h1>Request refused</body></html>',
      responseHeaders: { 'content-type': 'text/html' },
    }),
    () => ({ status: 200, responseBody: JSON.stringify({ total: 0, items: [], took: r.int(1, 90) }) }),
    () => ({ status: 201, responseBody: JSON.stringify({ id: r.uuid(), state: 'stored' }) }),
    () => ({
      status: 422,
      responseBody: JSON.stringify({ errors: [{ path: '/value', keyword: 'pattern' }] }),
    }),
    () => ({ status: 401, responseBody: JSON.stringify({ error: 'unauthorized' }) }),
  ])();
}

/** Percent-encoding as browsers do in a query. */
const sparse = (text: string): string =>
  encodeURI(text).replaceAll(/[#&+;']/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export const WRITINGS: readonly Writing[] = [
  { name: 'strict', url: encodeURIComponent, json: JSON.stringify },
  { name: 'strict', url: encodeURIComponent, json: JSON.stringify },
  { name: 'sparse', url: sparse, json: JSON.stringify },
  {
    name: 'plus for blanks',
    url: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
    json: (value) => JSON.stringify(value, null, 2),
  },
  {
    name: 'twice',
    url: (text) => encodeURIComponent(encodeURIComponent(text)),
    json: (value) =>
      JSON.stringify(value).replaceAll(/[<>'&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
  },
];

/** `GET /path ?name`, `JSON /path field`, `FORM`, `XML`, `HEADER`, `COOKIE`, `PATH /a/{}`. */
export function spots(host: string, lines: readonly string[]): readonly Spot[] {
  return lines.map((line): Spot => {
    const [how = '', path = '/', name = 'segment'] = line.split(' ');
    const common = { host, path, name, others };
    switch (how) {
      case 'JSON':
        return { ...common, kind: 'json', method: 'POST' };
      case 'FORM':
        return { ...common, kind: 'form', method: 'POST' };
      case 'XML':
        return { ...common, kind: 'xml', method: 'POST' };
      case 'HEADER':
        return { ...common, kind: 'header', method: 'GET' };
      case 'COOKIE':
        return { ...common, kind: 'cookie', method: 'GET' };
      case 'PATH':
        return { ...common, kind: 'path', method: 'GET' };
      default:
        return { ...common, kind: 'query', method: 'GET' };
    }
  });
}

const others = (r: Random) => ({ page: r.int(1, 40), lang: r.pick(['en', 'de']), tag: drawn(r, ['‹word›']) });

/** Payloads of a bank; of each, the technique is its pattern. */
export function family(
  name: PlacedFamily['family'],
  attempts: number,
  where: readonly Spot[],
  bank: readonly string[],
  also: Pick<Payload, 'alsoFamilies'> = {},
): PlacedFamily {
  return {
    family: name,
    attempts,
    spots: where,
    payload: (r) => {
      const pattern = r.pick(bank);
      return { text: fill(r, pattern), technique: pattern.slice(0, 60), ...also };
    },
  };
}
