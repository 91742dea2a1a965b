import { endpoints, fields, parameters } from './dev-contract.ts';
import { devNoise } from './dev-noise.ts';
import { DEV_SEED, type DevBuilder, devScenario } from './dev-scenario.ts';
import { protection, service, values } from './dev-values.ts';
import type { Scenario, Stream } from './scenario.ts';

const START = Date.UTC(2026, 2, 2);
const DAYS = 8;

/** Eight days of shops, from a Monday: flat objects, deployments at midnight and at ten in the morning. */
export function devStream(): Stream {
  const scenarios: Scenario[] = [];
  const add: DevBuilder = (name, perDay, spec) => {
    scenarios.push(devScenario(`${name}, ${perDay} a day`, perDay, spec, scenarios.length));
  };
  endpoints(add);
  parameters(add);
  fields(add);
  values(add);
  protection(add);
  service(add);
  devNoise(add);
  return { seed: DEV_SEED, startMs: START, days: DAYS, scenarios };
}
