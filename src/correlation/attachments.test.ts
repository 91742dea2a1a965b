import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileRegex } from '../agent/compile-regex.ts';
import type { GatewaySnapshot, RegisteredApi } from '../model/registered-api.ts';
import { attachDefinitions } from './attachments.ts';
import { compileCatalogue } from './catalogue.ts';
import { definition, gateway, kongApi, kongPaths, operation, route } from './test-estate.ts';

const settings = { compileRegex, grouping: [], hostRules: [], staleHops: [] };

/** Names of the gateway APIs to which each definition attaches. */
function attached(gateways: readonly GatewaySnapshot[]): Readonly<Record<string, readonly string[]>> {
  const catalogue = compileCatalogue(gateways, settings);
  const attachments = attachDefinitions(catalogue);
  const apis = [...catalogue.gateways.values()].flatMap(({ snapshot }) => snapshot.apis);
  return Object.fromEntries(
    apis
      .filter(({ kind }) => kind === 'definition')
      .map(({ name }) => [
        name,
        apis
          .filter((api) => attachments.definitionsOf(api).some((one) => one.name === name))
          .map((api) => api.name),
      ]),
  );
}

function served(name: string, hosts: readonly string[] | null, ...paths: readonly string[]): RegisteredApi {
  return kongApi(name, [route({ id: `${name}-r`, hosts, paths: kongPaths(...paths) })]);
}

test('a definition without hosts attaches where a gateway serves one of its paths', () => {
  const kong = gateway('kong', [
    served('orders', ['a.example'], '/orders'),
    served('slashed', ['a.example'], '/slashed/'),
    served('pattern', ['b.example'], '~/items/(?<id>\\d{2})$'),
    served('root', ['c.example'], '/'),
    served('starred', ['*.d.example'], '/deep/er'),
    served('elsewhere', ['a.example'], '/other'),
  ]);
  const define = (name: string, ...lines: readonly string[]): RegisteredApi =>
    definition(
      name,
      lines.map((line) => operation(line)),
      { registers: true },
    );
  const docs = gateway('docs', [
    define('orders-doc', 'GET /orders/{id}'),
    define('slashed-doc', 'GET /slashed'),
    define('items-doc', 'GET /items/{id}'),
    define('deep-doc', 'GET /deep/er/{id}', 'GET /deeper'),
    define('two-doc', 'GET /orders', 'GET /other'),
  ]);
  assert.deepEqual(attached([kong, docs]), {
    'orders-doc': ['orders', 'root'],
    'slashed-doc': ['root', 'slashed'],
    'items-doc': ['pattern', 'root'],
    'deep-doc': ['root', 'starred'],
    'two-doc': ['elsewhere', 'orders', 'root'],
  });
});

test('where no gateway names a host, a definition attaches by its paths', () => {
  const kong = gateway('kong', [served('orders', null, '/orders'), served('other', null, '/other')]);
  const docs = gateway('docs', [definition('doc', [operation('GET /orders/{id}')], { registers: true })]);
  assert.deepEqual(attached([kong, docs]), { doc: ['orders'] });
});

test('definitions without hosts cost what they have operations, not times the hosts of the estate', () => {
  const cost = (count: number): number => {
    const numbers = Array.from({ length: count }, (_, number) => number);
    const kong = gateway(
      'kong',
      numbers.map((number) => served(`s${number}`, [`h${number}.example`], `/team-${number}/`)),
    );
    const docs = gateway(
      'docs',
      numbers.map((number) => definition(`d${number}`, [operation(`GET /team-${number}/orders`)])),
    );
    const catalogue = compileCatalogue([kong, docs], settings);
    let searches = 0;
    const counting = [...catalogue.gateways].map(([id, compiled]) => {
      const match: typeof compiled.kong.match = (...asked) => {
        searches += 1;
        return compiled.kong.match(...asked);
      };
      return [id, { ...compiled, kong: { ...compiled.kong, match } }] as const;
    });
    attachDefinitions({ ...catalogue, gateways: new Map(counting) });
    return searches / count;
  };
  assert.equal(cost(200), cost(10));
});
