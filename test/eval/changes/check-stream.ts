import { endpoints, fields, parameters } from './check-contract.ts';
import { checkNoise } from './check-noise.ts';
import { CHECK_SEED, type CheckBuilder, checkScenario } from './check-scenario.ts';
import { protection, service, values } from './check-values.ts';
import type { Scenario, Stream } from './scenario.ts';

const START = Date.UTC(2026, 5, 11);
const DAYS = 10;

/** Ten days of machines, hospitals and hauliers, from a Thursday; most deployments come in the middle of the day. */
export function checkStream(): Stream {
  const scenarios: Scenario[] = [];
  const add: CheckBuilder = (name, perDay, spec) => {
    scenarios.push(checkScenario(`${name}, ${perDay} a day`, perDay, spec, scenarios.length));
  };
  endpoints(add);
  parameters(add);
  fields(add);
  values(add);
  protection(add);
  service(add);
  checkNoise(add);
  return { seed: CHECK_SEED, startMs: START, days: DAYS, scenarios };
}
