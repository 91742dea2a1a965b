import { AMPLIFY_SCENARIOS } from './amplify-scenario.ts';
import { AXWAY_API_MANAGER } from './axway-api-manager-scenario.ts';
import { ELASTICSEARCH } from './elasticsearch-scenario.ts';
import { FILE_SCENARIOS } from './file-scenarios.ts';
import { GATEWAY_SCENARIOS } from './gateway-scenarios.ts';
import { LAKE } from './graylog-api-security-scenario.ts';
import { GRAYLOG_SCENARIOS } from './graylog-scenario.ts';
import { OBJECT_STORE } from './object-store-scenario.ts';
import { OTLP } from './otlp-scenario.ts';
import type { Scenario } from './scenario.ts';
import { SPLUNK } from './splunk-scenario.ts';

/** One scenario for every connector, or several: one for each way in which it reads. */
export const SCENARIOS: Readonly<Record<string, Scenario | readonly Scenario[]>> = {
  ...FILE_SCENARIOS,
  ...GATEWAY_SCENARIOS,
  amplify: AMPLIFY_SCENARIOS,
  'axway-api-manager': AXWAY_API_MANAGER,
  'graylog-api-security': [FILE_SCENARIOS['graylog-api-security'], LAKE],
  'object-store': OBJECT_STORE,
  elasticsearch: ELASTICSEARCH,
  graylog: GRAYLOG_SCENARIOS,
  otlp: OTLP,
  splunk: SPLUNK,
};
