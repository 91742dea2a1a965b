import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consoleReport, RULES, seedReport, seedSurroundings } from '../../test/support/console-estate.ts';
import { type ConsoleServer, startConsole } from '../../test/support/console-server.ts';
import type { ConsoleOptions } from './context.ts';

const REPORT = consoleReport();

async function seeded(overrides: Partial<ConsoleOptions> = {}): Promise<ConsoleServer> {
  const server = await startConsole(overrides);
  await seedSurroundings(server.store, REPORT);
  await seedReport(server.store, REPORT);
  return server;
}

function rowOf(page: string, id: string): string {
  return new RegExp(`<tr id="rule-${id}">.*?</tr>`, 's').exec(page)?.[0] ?? '';
}

describe('corrections in the console', () => {
  it('are listed with what each says, reached and since when it counts', async () => {
    await using server = await seeded();
    const page = (await server.ask('/corrections')).text;
    assert.match(page, /5 rules of people/);
    const label = REPORT.endpoints.find(({ path }) => path.endsWith('/labels/{labelId}'));
    const merge = rowOf(page, 'label-kinds');
    assert.match(
      merge,
      /Carriers name their labels\..*merge.*values: all.*1 endpoint.*all calls.*paths\.yaml/s,
    );
    assert.ok(merge.includes(`href="/endpoints/${label?.id}"`));
    const refused = rowOf(page, 'charge-numbers');
    assert.match(refused, /no credit-card at response\.body of \/v1\/charges\/\*\*/);
    assert.match(refused, /2 fields.*taken away at response\.body <code>\/items\/\*\/number<\/code>/s);
    assert.match(
      rowOf(page, 'badge-number'),
      /Badge number \(pii\).*<time datetime="2026-01-15T02:00:00\.000Z">/s,
    );
    assert.match(rowOf(page, 'own-words'), /zorblax.*not assessed yet.*the next assessment/s);
    assert.match(rowOf(page, 'old-pin'), /no longer in the folder.*1 endpoint/s);
    assert.equal((await server.ask('/corrections?all=1')).status, 400);
  });

  it('are named on the pages that they changed, and on no other', async () => {
    await using server = await seeded();
    const pageOf = async (end: string): Promise<string> => {
      const endpoint = REPORT.endpoints.find(({ path }) => path.endsWith(end));
      return (await server.ask(`/endpoints/${endpoint?.id}`)).text;
    };
    assert.match(
      await pageOf('/labels/{labelId}'),
      /Corrected by<\/dt><dd><a href="\/corrections#rule-label-kinds">/,
    );
    assert.ok(!(await pageOf('/products/{productId}')).includes('Corrected by'));
    const [shipping, catalog] = ['/shipping/v1', '/catalog/v2'].map((base) =>
      REPORT.apis.find(({ basePath }) => basePath === base),
    );
    assert.match((await server.ask(`/apis/${shipping?.id}`)).text, /href="\/corrections#rule-label-kinds"/);
    assert.ok(!(await server.ask(`/apis/${catalog?.id}`)).text.includes('/corrections#'));
  });

  it('are the items of the command line in the REST API', async () => {
    await using server = await seeded();
    const { items, next } = JSON.parse((await server.ask('/api/v1/corrections')).text);
    assert.equal(next, null);
    assert.deepEqual(
      items.map((item: { readonly id: string; readonly effect: { readonly endpoints: number } | null }) => [
        item.id,
        item.effect?.endpoints ?? null,
      ]),
      [
        ['label-kinds', 1],
        ['charge-numbers', 1],
        ['badge-number', 0],
        ['own-words', null],
      ],
    );
    assert.ok(!('positives' in items[0]));
    assert.equal((await server.ask('/api/v1/corrections', { signedIn: false })).status, 401);
  });

  it('say so where nobody wrote one, and show text of rules as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const [first] = RULES;
    assert.ok(first !== undefined);
    await using server = await seeded({
      rules: () => [{ file: hostile, rule: { ...first.rule, because: hostile } }],
    });
    assert.ok(!(await server.ask('/corrections')).text.includes('<img'));
    await using none = await startConsole({ rules: () => [] });
    await seedSurroundings(none.store, REPORT);
    await seedReport(none.store, { ...REPORT, run: {} });
    assert.match((await none.ask('/corrections')).text, /Nobody has corrected the analyzer/);
  });
});
