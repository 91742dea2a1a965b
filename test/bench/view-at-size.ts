import { createSummary, observe, viewInventory } from '../../src/analyzer/index.ts';
import type { ApiCall } from '../../src/model/api-call.ts';

/**
 * Processor time of the view of one host with many distinct paths, each called twice. `names`: ordinary nouns at every
 * depth, without bodies. `values`: collections of a hundred things each, which answer with bodies. `kept`: as many paths
 * are kept as there are; `bounded`: as many as the product keeps of a host.
 * `node test/bench/view-at-size.ts [names|values] [kept|bounded] [PATHS...]` prints a JSON line each.
 */
const ASKED = process.argv.slice(2);
const NUMBERS = ASKED.filter((each) => /^\d+$/.test(each)).map(Number);
const COUNTS = NUMBERS.length > 0 ? NUMBERS : [10_000, 50_000, 100_000];
const isAsked = (name: string, all: readonly string[]): boolean =>
  ASKED.includes(name) || !all.some((each) => ASKED.includes(each));

const WORDS =
  'account action address agent alert amount app area asset audit backup badge balance bank batch billing block board ' +
  'book branch brand budget build bundle calendar campaign card carrier cart case catalog category certificate channel ' +
  'charge chart chat claim class cluster code comment commit company component condition connection container content ' +
  'contract country coupon course credit currency dashboard dataset day deal debit delivery deployment deposit device ' +
  'directory discount document domain download draft driver email engine entity entry environment error event export ' +
  'factor feature feed field file filter flag flow folder form format function gateway goal graph group guide history ' +
  'hook host hotel hour image import incident index input instance integration invoice issue item job journal key ' +
  'label language layer lease level library limit line link list location log machine mail map market match media ' +
  'meeting menu message method metric model module month movie network note notice number offer office option order ' +
  'page parameter part partner password path payment permission phone photo picture pipeline plan platform player ' +
  'point policy pool port position post price process product profile program project property query question queue ' +
  'quota quote range rate reason receipt record region register release reminder repository request reservation ' +
  'resource result review role room route row rule sale sample scan schedule schema scope score screen search season ' +
  'secret section security segment sensor server service session set setting shift shipment shop site size slot ' +
  'snapshot source space stage statement station step stock storage store stream street style subject subscription ' +
  'summary supplier survey symbol system tag target task tax team template tenant term test theme thread ticket time ' +
  'token tool topic track trade transaction transfer trigger type unit update upload url usage user value variable ' +
  'vehicle vendor version video view visit voucher wallet warehouse webhook week widget workflow workspace year zone';
const LIST = WORDS.split(' ');
const MEMBERS = 100;

const SHAPES: Readonly<Record<string, (index: number) => string>> = {
  names: (index) => {
    const size = LIST.length;
    return `/${LIST[index % size]}/${LIST[Math.floor(index / size) % size]}/${LIST[Math.floor(index / size ** 2)]}`;
  },
  values: (index) => {
    const collection = Math.floor(index / MEMBERS);
    return `/v1/${madeUp(collection)}/${madeUp(collection * 7 + (index % MEMBERS))}/${LIST[index % 3]}`;
  },
};

function madeUp(number: number): string {
  const syllables = ['ka', 'lo', 'mi', 'tu', 'ren', 'vas', 'bel', 'dor', 'fin', 'gu', 'hap', 'jor'];
  let text = '';
  for (let rest = number + 17; rest > 0; rest = Math.floor(rest / 12)) text += syllables[rest % 12];
  return text;
}

function callOf(path: string, index: number): ApiCall {
  const [, first = '', second = ''] = path.split('/');
  return {
    id: null,
    timeMs: Date.UTC(2026, 0, 5) + index,
    method: 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path,
    query: null,
    status: 200,
    client: { address: `192.0.2.${index % 200}`, id: null },
    latencyMs: 3,
    request: { headers: null, body: null, sizeBytes: null },
    response: {
      headers: null,
      body: first === 'v1' ? JSON.stringify({ id: index, [`${second}Name`]: 'x', total: 3 }) : null,
      sizeBytes: 60,
    },
    gateway: null,
    operation: null,
  };
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000);
}

const BOUNDS = ['kept', 'bounded'];

for (const [shape, pathOf] of Object.entries(SHAPES)) {
  for (const bound of BOUNDS) {
    if (!isAsked(shape, Object.keys(SHAPES)) || !isAsked(bound, BOUNDS)) continue;
    for (const paths of COUNTS) {
      const unbounded = { pathsPerHost: Number.MAX_SAFE_INTEGER, pathsOfAll: Number.MAX_SAFE_INTEGER };
      const summary = createSummary(bound === 'kept' ? unbounded : {});
      let endpoints = 0;
      const observeMs = cpuMs(() => {
        for (let call = 0; call < paths * 2; call += 1)
          observe(summary, callOf(pathOf(call >> 1), call), 'edge');
      });
      const viewMs = cpuMs(() => {
        const context = { asOfMs: Date.UTC(2026, 0, 6), windowMs: null, known: [] };
        endpoints = viewInventory(summary, context).endpoints.length;
      });
      process.stdout.write(`${JSON.stringify({ shape, bound, paths, endpoints, observeMs, viewMs })}\n`);
    }
  }
}
