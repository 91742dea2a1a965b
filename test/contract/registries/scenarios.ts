import { AMPLIFY_REGISTRY } from './amplify-scenario.ts';
import { APICURIO_REGISTRY } from './apicurio-scenario.ts';
import { BACKSTAGE_REGISTRY } from './backstage-scenario.ts';
import type { RegistryScenario } from './scenario.ts';

/** One scenario for every connector that is a registry, by its id. */
export const REGISTRY_SCENARIOS: Readonly<Record<string, RegistryScenario>> = {
  amplify: AMPLIFY_REGISTRY,
  apicurio: APICURIO_REGISTRY,
  backstage: BACKSTAGE_REGISTRY,
};
