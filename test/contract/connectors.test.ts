import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { CONNECTORS } from '../../connectors/index.ts';
import type { Connector } from '../../src/kit/index.ts';
import { mockHttp, nock } from '../support/http.ts';
import { setUpBench } from './connectors/bench.ts';
import { CONTRACT_CHECKS, type ContractCheck, checksFor } from './connectors/checks.ts';
import { FAULTS, SAMPLE_SCENARIO, sampleConnector } from './connectors/sample-connector.ts';
import type { Scenario } from './connectors/scenario.ts';
import { SCENARIOS } from './connectors/scenarios.ts';

async function runCheck(check: ContractCheck, connector: Connector, scenario: Scenario): Promise<void> {
  const bench = await setUpBench(connector, scenario);
  try {
    await check.run(bench);
  } finally {
    await bench.dispose();
  }
}

function scenariosOf(id: string): readonly Scenario[] {
  return [SCENARIOS[id] ?? []].flat();
}

/** What speaks a protocol of its own is tested against its real server. */
const SERVICES: ReadonlyMap<string, string> = new Map([['kafka', '../services/kafka.test.ts']]);

for (const [id, load] of Object.entries(CONNECTORS)) {
  const connector = await load();
  const suite = SERVICES.get(id);
  if (suite !== undefined) {
    it(`connector ${id} has a suite with its real server`, () =>
      assert.ok(existsSync(new URL(suite, import.meta.url))));
    continue;
  }
  // What only publishes is tested by the suite of registries.
  if (connector.manifest.kinds.every((kind) => kind === 'registry')) continue;
  describe(`connector ${id}`, () => {
    mockHttp();
    const scenarios = scenariosOf(id);

    it('has a scenario in this suite, and skips only checks that exist', () => {
      assert.ok(scenarios.length > 0, `add ${id} to test/contract/connectors/scenarios.ts`);
      assert.equal(connector.manifest.id, id);
      const known = new Set(['http', ...CONTRACT_CHECKS.map(({ name }) => name)]);
      const skips = (connector.manifest.skips ?? []).map(({ check }) => check);
      for (const check of skips) assert.ok(known.has(check), check);
      const isHttp = scenarios.some(({ style }) => style === 'http');
      assert.equal(skips.includes('http'), !isHttp, 'skips http only without it');
      assert.equal(
        new Set(scenarios.map(({ name }) => name)).size,
        scenarios.length,
        'each has a name of its own',
      );
    });

    for (const scenario of scenarios) {
      describe(scenario.name ?? scenario.style, () => {
        for (const check of checksFor(connector, scenario)) {
          it(check.promise, () => runCheck(check, connector, scenario));
        }
      });
    }
  });
}

/** A suite that finds nothing is worth nothing: broken connectors must fail exactly the checks that are about them. */
describe('contract suite', () => {
  mockHttp();

  for (const check of checksFor(sampleConnector('none'), SAMPLE_SCENARIO)) {
    it(`passes a sound connector: ${check.name}`, () =>
      runCheck(check, sampleConnector('none'), SAMPLE_SCENARIO));
  }

  for (const [fault, found] of Object.entries(FAULTS)) {
    it(`finds a connector that ${fault}`, async () => {
      const connector = sampleConnector(fault as keyof typeof FAULTS);
      const failed: string[] = [];
      for (const check of checksFor(connector, SAMPLE_SCENARIO)) {
        await runCheck(check, connector, SAMPLE_SCENARIO).catch((error: unknown) => {
          assert.ok(
            error instanceof assert.AssertionError,
            `${check.name} failed by accident: ${String(error)}`,
          );
          failed.push(check.name);
        });
        nock.cleanAll();
      }
      for (const name of found)
        assert.ok(failed.includes(name), `${name} should fail; failed: ${failed.join(', ')}`);
    });
  }
});
