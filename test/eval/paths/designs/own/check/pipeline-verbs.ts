import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';
import { MATERIALS, OBJECTS } from './vocabulary.ts';

const RUN = 'name state startTime endTime labels error';
const SPACE = '/workspaces/{workspace}';

/** Workflow engine: custom verbs on collections and on items, names of people's making, batch reads. */
export const PIPELINE_VERBS: Design = {
  name: 'conveyor',
  source: 'own',
  half: 'check',
  host: 'workflows.conveyor.example',
  basePath: '/v1alpha',
  templates: [
    on('GET', '/workspaces', list('name title owner createTime'), 'pageSize pageToken'),
    on('GET PATCH', SPACE, item('name title owner createTime quotas'), 'updateMask', { weight: 2 }),
    on('POST', `${SPACE}:archive`, item('name archiveTime')),
    on('GET POST', `${SPACE}/pipelines`, list('name spec schedule state'), 'pageSize filter', { weight: 3 }),
    on('GET PATCH DELETE', `${SPACE}/pipelines/{pipeline}`, item('name spec schedule state etag'), 'view', {
      weight: 5,
    }),
    on('POST', `${SPACE}/pipelines/{pipeline}:run`, item('run queuedAt'), '', { weight: 4 }),
    on('POST', `${SPACE}/pipelines/{pipeline}:validate`, item('valid diagnostics')),
    on('POST', `${SPACE}/pipelines/{pipeline}:clone`, item('name spec')),
    on('POST', `${SPACE}/pipelines:batchGet`, item('pipelines missing'), '', { weight: 2 }),
    on('GET', `${SPACE}/pipelines/{pipeline}/runs`, list(RUN), 'pageSize filter', { weight: 4 }),
    on('GET', `${SPACE}/pipelines/{pipeline}/runs/{run}`, item(`${RUN} outputs steps`), '', { weight: 6 }),
    on('POST', `${SPACE}/pipelines/{pipeline}/runs/{run}:cancel`, item('name state')),
    on('POST', `${SPACE}/pipelines/{pipeline}/runs/{run}:retry`, item('name state attempt')),
    on(
      'GET',
      `${SPACE}/pipelines/{pipeline}/runs/{run}/steps/{step}/logs`,
      { type: 'text', contentType: 'text/plain' },
      'tail',
      { weight: 3 },
    ),
    on('GET', `${SPACE}/secrets`, list('name version createTime')),
    on('POST', `${SPACE}/secrets/{secret}:rotate`, item('name version')),
    on('GET', '/templates:search', item('results total'), 'query language', { weight: 2 }),
    on('GET', '/templates/{blueprint}', item('name title parameters revision')),
  ],
  slots: {
    workspace: `like:ws-<any:${MATERIALS}>-<base36:5>`,
    pipeline: `like:<any:ingest|train|clean|merge|score|publish|audit>_<any:${OBJECTS}>`,
    run: 'like:<year><any:01|02|03|04|05|06|07|08|09|10|11|12><int:10-28>T<int:100000-235959>-<hex:6>',
    step: `like:<any:fetch|parse|join|filter|emit|check>-<any:${OBJECTS}>`,
    secret: 'constant',
    blueprint: `like:<any:${MATERIALS}>.<any:${OBJECTS}>.v<int:1-9>`,
  },
};
