import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on, text } from '../notation.ts';
import { MATERIALS, OBJECTS } from './vocabulary.ts';

const PROJECT = 'id path_with_namespace name visibility default_branch last_activity_at star_count';
const MERGE = 'iid title state source_branch target_branch author draft merge_status';
const PIPELINE = 'id sha ref status source created_at duration';
const P = '/projects/{project}';

/** Source hosting by encoded paths: `group%2Fproject` and `src%2Fmain.rs` are one segment each. */
export const FORGE_PROJECTS: Design = {
  name: 'smithy',
  source: 'own',
  half: 'check',
  host: 'git.smithy.example',
  basePath: '/api/v4',
  templates: [
    on('GET POST', '/projects', list(PROJECT), 'search visibility order_by page per_page', { weight: 3 }),
    on('GET PUT DELETE', P, item(PROJECT), 'statistics', { weight: 6 }),
    on('POST', `${P}/fork`, item(PROJECT)),
    on('POST', `${P}/star`, item(PROJECT)),
    on('GET', `${P}/languages`, item('Rust Python Makefile')),
    on('GET', `${P}/repository/tree`, list('id name type path mode'), 'path ref recursive page', {
      weight: 4,
    }),
    on(
      'GET',
      `${P}/repository/files/{file}`,
      item('file_name file_path size encoding content ref blob_id'),
      'ref',
      { weight: 4 },
    ),
    on('GET', `${P}/repository/files/{file}/raw`, text('text/plain'), 'ref', { weight: 4 }),
    on('GET', `${P}/repository/files/{file}/blame`, list('commit lines'), 'ref'),
    on('GET POST', `${P}/repository/branches`, list('name commit merged protected'), 'search page'),
    on('GET DELETE', `${P}/repository/branches/{branch}`, item('name commit merged protected can_push')),
    on(
      'GET',
      `${P}/repository/commits`,
      list('id short_id title author_name committed_date'),
      'ref_name since until page',
      { weight: 3 },
    ),
    on('GET', `${P}/repository/commits/{sha}`, item('id short_id title author_name stats parent_ids'), '', {
      weight: 3,
    }),
    on('GET', `${P}/repository/commits/{sha}/diff`, list('old_path new_path diff new_file deleted_file')),
    on('GET', `${P}/repository/commits/{sha}/statuses`, list('id status name target_url coverage')),
    on('GET', `${P}/repository/compare`, item('commit commits diffs compare_timeout'), 'from to straight'),
    on('GET', `${P}/repository/archive.zip`, { type: 'binary', contentType: 'application/zip' }, 'sha'),
    on('GET POST', `${P}/merge_requests`, list(MERGE), 'state author_id labels page', { weight: 3 }),
    on('GET PUT', `${P}/merge_requests/{mergeIid}`, item(MERGE), '', { weight: 3 }),
    on('PUT', `${P}/merge_requests/{mergeIid}/merge`, item(MERGE)),
    on(
      'GET POST',
      `${P}/merge_requests/{mergeIid}/notes`,
      list('id body author system created_at'),
      'sort page',
    ),
    on('PUT DELETE', `${P}/merge_requests/{mergeIid}/notes/{note}`, item('id body author system created_at')),
    on('GET', `${P}/pipelines`, list(PIPELINE), 'ref status page', { weight: 3 }),
    on('GET', `${P}/pipelines/latest`, item(`${PIPELINE} coverage user`), 'ref'),
    on('GET DELETE', `${P}/pipelines/{pipeline}`, item(`${PIPELINE} coverage user`), '', { weight: 2 }),
    on('POST', `${P}/pipelines/{pipeline}/retry`, item(PIPELINE)),
    on('GET', `${P}/jobs/{job}/trace`, text('text/plain'), '', { weight: 2 }),
    on(
      'GET',
      `${P}/jobs/{job}/artifacts/{artifact+}`,
      { type: 'binary', contentType: 'application/octet-stream' },
      '',
      { scored: false },
    ),
    on('GET PUT DELETE', `${P}/variables/{variable}`, item('key value_masked protected environment_scope')),
    on('GET', `${P}/environments/{environment}`, item('id name state external_url tier')),
    on('GET', `${P}/wikis/{wikiPage}`, item('slug title content format encoding')),
    on(
      'GET',
      `${P}/registry/repositories/{registry}/tags/{imageTag}`,
      item('name location digest total_size'),
    ),
    on('GET', '/groups/{group}', item('id full_path name visibility projects')),
    on('GET', '/groups/{group}/members/all', list('id username access_level'), 'page'),
    on('GET DELETE', '/groups/{group}/members/{account}', item('id username access_level expires_at')),
    on('GET', '/users/{account}', item('id username name state bio')),
    on('GET', '/user', item('id username email two_factor_enabled'), '', { weight: 2 }),
    on('GET', '/version', item('version revision')),
    on('PUT DELETE', '/user/keys/{keyId}', NOTHING),
  ],
  slots: {
    project: `like:<any:platform|infra|mobile|research|labs|ops|design|core>%2F<any:${MATERIALS}>-<any:${OBJECTS}>`,
    file: `like:<any:src|lib|docs|tests|cmd>%2F<any:${OBJECTS}>%2F<any:main.rs|mod.rs|README.md|Makefile|index.py|config.toml|build.gradle>`,
    branch: `like:<any:feature|bugfix|wip|user>%2F<any:${MATERIALS}>-<any:${OBJECTS}>`,
    sha: 'hash',
    mergeIid: 'int',
    note: 'bigint',
    pipeline: 'bigint',
    job: 'bigint',
    artifact: 'file-path',
    variable: 'constant',
    environment: `like:<any:review|staging|production>-<any:${OBJECTS}>`,
    wikiPage: `like:<any:${OBJECTS}>%2F<any:setup|runbook|faq|design|history>`,
    registry: 'int',
    imageTag: 'like:<year>.<int:1-12>.<int:0-40>-<any:alpine|slim|debian>',
    group: `like:<any:${MATERIALS}>-<any:guild|works|squad|crew|unit>`,
    account: 'int',
    keyId: 'int',
  },
};
