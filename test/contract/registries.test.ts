import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { CONNECTORS } from '../../connectors/index.ts';
import type { Connector } from '../../src/kit/index.ts';
import { type RegistryBench, setUpRegistryBench } from './registries/bench.ts';
import { BUILT_IN_SCENARIO } from './registries/built-in-scenario.ts';
import { applies, REGISTRY_CHECKS } from './registries/checks.ts';
import {
  REGISTRY_FAULTS,
  type RegistryFault,
  SAMPLE_REGISTRY_SCENARIO,
  sampleRegistry,
} from './registries/sample-registry.ts';
import type { RegistryScenario } from './registries/scenario.ts';
import { REGISTRY_SCENARIOS } from './registries/scenarios.ts';

async function withBench<T>(
  connector: Connector | null,
  scenario: RegistryScenario,
  work: (bench: RegistryBench) => Promise<T>,
): Promise<T> {
  const bench = await setUpRegistryBench(connector, scenario);
  try {
    return await work(bench);
  } finally {
    await bench.dispose();
  }
}

function promises(connector: Connector | null, scenario: RegistryScenario): void {
  for (const check of REGISTRY_CHECKS) {
    it(check.promise, (t: TestContext) =>
      withBench(connector, scenario, async (bench) => {
        if (await applies(check, bench)) await check.run(bench);
        else t.skip(`it has no ${check.needs}`);
      }),
    );
  }
}

describe('the built-in registry', () => promises(null, BUILT_IN_SCENARIO));

for (const [id, load] of Object.entries(CONNECTORS)) {
  const connector = await load();
  if (!connector.manifest.kinds.includes('registry')) continue;
  describe(`registry ${id}`, () => {
    const scenario = REGISTRY_SCENARIOS[id];
    it('has a scenario in this suite', () => {
      assert.ok(scenario, `add ${id} to test/contract/registries/scenarios.ts`);
    });
    if (scenario !== undefined) promises(connector, scenario);
  });
}

/** A suite that finds nothing is worth nothing: broken registries must fail the checks that are about them. */
describe('contract suite of registries', () => {
  describe('passes a sound registry', () => promises(sampleRegistry('none'), SAMPLE_REGISTRY_SCENARIO));

  for (const [fault, found] of Object.entries(REGISTRY_FAULTS)) {
    it(`finds a registry that ${fault}`, async () => {
      const connector = sampleRegistry(fault as RegistryFault);
      for (const name of found) {
        const check = REGISTRY_CHECKS.find((one) => one.name === name);
        assert.ok(check, `${name} is a check`);
        await assert.rejects(
          withBench(connector, SAMPLE_REGISTRY_SCENARIO, check.run),
          assert.AssertionError,
          `${name} should fail`,
        );
      }
    });
  }
});
