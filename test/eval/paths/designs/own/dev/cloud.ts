import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';

const OPERATION = item('name metadata done response');
const INSTANCE = 'name displayName state createTime labels machineType network nodes';
const PAGE = 'pageSize pageToken filter orderBy';
const LOCATION = '/projects/{project}/locations/{location}';

/** Cloud hierarchy: collection, id, collection, id, custom verbs after a colon, wildcard locations. */
export const CLOUD: Design = {
  name: 'nimbus',
  source: 'own',
  half: 'dev',
  host: 'datagrid.nimbus.example',
  basePath: '/v1beta2',
  templates: [
    on('GET', '/projects/{project}/locations', list('name locationId displayName labels'), PAGE),
    on('GET', LOCATION, item('name locationId displayName labels metadata')),
    on('GET POST', `${LOCATION}/instances`, list(INSTANCE), `${PAGE} instanceId`, { weight: 5 }),
    on('GET PATCH DELETE', `${LOCATION}/instances/{instance}`, item(INSTANCE), 'updateMask', { weight: 6 }),
    on('POST', `${LOCATION}/instances/{instance}:start`, OPERATION),
    on('POST', `${LOCATION}/instances/{instance}:stop`, OPERATION),
    on('POST', `${LOCATION}/instances/{instance}:failover`, OPERATION),
    on('POST', `${LOCATION}/instances/{instance}:export`, OPERATION),
    on('POST', `${LOCATION}/instances/{instance}:upgrade`, OPERATION),
    on(
      'GET',
      `${LOCATION}/instances/{instance}:getIamPolicy`,
      item('version etag bindings'),
      'options.requestedPolicyVersion',
    ),
    on('POST', `${LOCATION}/instances/{instance}:setIamPolicy`, item('version etag bindings')),
    on('POST', `${LOCATION}/instances/{instance}:testIamPermissions`, item('permissions')),
    on(
      'GET POST',
      `${LOCATION}/instances/{instance}/backups`,
      list('name state sizeBytes createTime expireTime'),
      PAGE,
    ),
    on(
      'GET DELETE',
      `${LOCATION}/instances/{instance}/backups/{backup}`,
      item('name state sizeBytes createTime expireTime'),
    ),
    on('POST', `${LOCATION}/instances/{instance}/backups/{backup}:restore`, OPERATION),
    on('GET POST', `${LOCATION}/instances/{instance}/databases`, list('name charset collation'), PAGE),
    on('GET DELETE', `${LOCATION}/instances/{instance}/databases/{database}`, item('name charset collation')),
    on(
      'GET POST',
      `${LOCATION}/instances/{instance}/databases/{database}/tables`,
      list('name schema rowCount'),
      PAGE,
    ),
    on(
      'GET PATCH DELETE',
      `${LOCATION}/instances/{instance}/databases/{database}/tables/{table}`,
      item('name schema rowCount keys partitions'),
    ),
    on(
      'POST',
      `${LOCATION}/instances/{instance}/databases/{database}/tables/{table}:readRows`,
      list('key cells commit'),
    ),
    on(
      'POST',
      `${LOCATION}/instances/{instance}/databases/{database}/tables/{table}:mutateRows`,
      list('index status'),
    ),
    on('GET', `${LOCATION}/operations`, list('name metadata done'), PAGE),
    on('GET DELETE', `${LOCATION}/operations/{operation}`, OPERATION, '', { weight: 5 }),
    on('POST', `${LOCATION}/operations/{operation}:cancel`, item('name')),
    on('POST', `${LOCATION}/instances:import`, OPERATION),
    on('POST', '/projects/{project}:enableService', OPERATION),
    on('GET', '/projects/{project}/quotas', list('metric limit usage unit'), PAGE),
  ],
  slots: {
    project: 'like:<word>-<any:prod|dev|staging|lab|data|web>-<digits:6>',
    location:
      'enum:us-central1|us-east4|us-west1|europe-west1|europe-west3|europe-north1|asia-east1|asia-south1|australia-southeast1|southamerica-east1',
    instance: 'slug',
    backup: 'like:<any:nightly|weekly|manual|pre-upgrade>-<date>',
    database: 'snake',
    table: 'snake',
    operation: 'like:operation-<unix>-<hex:12>',
  },
};
