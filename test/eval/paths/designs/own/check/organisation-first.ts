import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';
import { MATERIALS, OBJECTS, SPECIES, TOPICS } from './vocabulary.ts';

const BUILD = 'id buildNumber status result queueTime finishTime sourceBranch definition';
const WORK = 'id rev fields relations url';
const V = 'api-version';

/** Delivery tool: organisation, then project as the first two segments, then `_apis`; the tool's own pages beside. */
export const ORGANISATION_FIRST: Design = {
  name: 'boardwalk',
  source: 'own',
  half: 'check',
  host: 'dev.boardwalk.example',
  basePath: '',
  templates: [
    on('GET', '/{organisation}/_apis/projects', list('id name state visibility'), `${V} $top`, { weight: 3 }),
    on(
      'GET',
      '/{organisation}/_apis/projects/{projectGuid}',
      item('id name state visibility capabilities'),
      V,
    ),
    on(
      'GET',
      '/{organisation}/_apis/connectionData',
      item('authenticatedUser instanceId deploymentType'),
      V,
      { weight: 2 },
    ),
    on(
      'GET',
      '/{organisation}/_apis/distributedtask/pools/{poolNo}/agents',
      list('id name version status'),
      V,
    ),
    on('GET', '/{organisation}/{project}/_apis/build/builds', list(BUILD), `${V} definitions $top`, {
      weight: 5,
    }),
    on('GET PATCH', '/{organisation}/{project}/_apis/build/builds/{build}', item(BUILD), V, { weight: 5 }),
    on(
      'GET',
      '/{organisation}/{project}/_apis/build/builds/{build}/timeline',
      item('id changeId records'),
      V,
      { weight: 3 },
    ),
    on(
      'GET',
      '/{organisation}/{project}/_apis/build/builds/{build}/logs/{logNo}',
      { type: 'text', contentType: 'text/plain' },
      V,
      { weight: 2 },
    ),
    on('GET', '/{organisation}/{project}/_apis/build/latest/{definition}', item(BUILD), `${V} branchName`),
    on(
      'GET',
      '/{organisation}/{project}/_apis/git/repositories/{repository}',
      item('id name defaultBranch size remoteUrl'),
      V,
      { weight: 2 },
    ),
    on(
      'GET',
      '/{organisation}/{project}/_apis/git/repositories/{repository}/pullrequests/{pull}',
      item('pullRequestId status title reviewers'),
      V,
      { weight: 3 },
    ),
    on(
      'GET POST',
      '/{organisation}/{project}/_apis/git/repositories/{repository}/pullrequests/{pull}/threads',
      list('id comments status threadContext'),
      V,
    ),
    on('GET PATCH', '/{organisation}/{project}/_apis/wit/workitems/{workItem}', item(WORK), `${V} $expand`, {
      weight: 4,
    }),
    on('POST', '/{organisation}/{project}/_apis/wit/wiql', item('queryType columns workItems'), V, {
      weight: 2,
    }),
    on('GET', '/{organisation}/{project}/_apis/wit/tags/{tagName}', item('id name active'), V),
    on('GET', '/{organisation}/{project}/{team}/_apis/work/taskboard', item('columns isCustomized'), V),
    on(
      'GET',
      '/{organisation}/{project}/{team}/_apis/work/capacities/{iteration}',
      list('teamMember activities daysOff'),
      V,
    ),
    on('GET', '/status/health', item('status geographies')),
    on('POST', '/marketplace/install', item('extension state')),
  ],
  slots: {
    organisation: `like:<any:${MATERIALS}><any:works|soft|labs|bank|group|media>`,
    projectGuid: 'uuid',
    poolNo: 'int:1-40',
    project: `like:<any:Project|Team|Core|New>%20<any:${SPECIES.split('|')
      .filter((name) => !name.includes('-'))
      .map((name) => name.charAt(0).toUpperCase() + name.slice(1))
      .join('|')}>`,
    build: 'int:20000-99999',
    logNo: 'int:1-60',
    definition: `like:<any:${OBJECTS}>-<any:ci|cd|nightly|release>`,
    repository: `like:<any:${TOPICS}>.<any:Api|Web|Jobs|Infra|Shared>`,
    pull: 'int:100-9999',
    workItem: 'int:1000-199999',
    tagName: `like:<any:${OBJECTS}>`,
    team: `like:<any:${MATERIALS}>-team`,
    iteration: 'uuid',
  },
  poolCap: { organisation: 70 },
};
