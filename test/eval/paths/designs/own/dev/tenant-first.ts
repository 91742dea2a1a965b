import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on } from '../notation.ts';

const ISSUE = 'key summary status priority assignee reporter created updated';

/** The customer's name is the first segment; the product's own pages stand beside it. */
export const TENANT_FIRST: Design = {
  name: 'workbench',
  source: 'own',
  half: 'dev',
  host: 'app.workbench.example',
  basePath: '',
  templates: [
    on('GET', '/{tenant}/api/v2/projects', list('key name lead category archived'), 'page archived', {
      weight: 3,
    }),
    on(
      'GET PATCH',
      '/{tenant}/api/v2/projects/{projectKey}',
      item('key name lead category archived components'),
      '',
      { weight: 3 },
    ),
    on('GET POST', '/{tenant}/api/v2/projects/{projectKey}/issues', list(ISSUE), 'status assignee page', {
      weight: 5,
    }),
    on('GET', '/{tenant}/api/v2/projects/{projectKey}/board', item('columns swimlanes filters')),
    on(
      'GET',
      '/{tenant}/api/v2/projects/{projectKey}/sprints/{sprintNo}',
      item('no name goal startsOn endsOn'),
    ),
    on('GET', '/{tenant}/api/v2/projects/{projectKey}/sprints/current', item('no name goal remaining')),
    on('GET PATCH DELETE', '/{tenant}/api/v2/issues/{issueKey}', item(ISSUE), 'expand', { weight: 7 }),
    on('GET POST', '/{tenant}/api/v2/issues/{issueKey}/comments', list('id author body created'), 'page', {
      weight: 3,
    }),
    on('POST', '/{tenant}/api/v2/issues/{issueKey}/transitions/{transition}', NOTHING),
    on('GET', '/{tenant}/api/v2/issues/search', item('total issues startAt'), 'jql page', { weight: 4 }),
    on('GET', '/{tenant}/api/v2/issues/export.csv', { type: 'text', contentType: 'text/csv' }, 'jql'),
    on('GET', '/{tenant}/api/v2/users/me', item('login name email timezone permissions'), '', { weight: 4 }),
    on('GET', '/{tenant}/api/v2/users/{login}', item('login name email active'), '', { weight: 2 }),
    on(
      'GET',
      '/{tenant}/api/v2/users/{login}/avatar.png',
      { type: 'binary', contentType: 'image/png' },
      'size',
      { weight: 2 },
    ),
    on('GET', '/{tenant}/api/v2/settings', item('theme locale sso retention')),
    on('GET', '/{tenant}/wiki/{pageTitle}', item('title body version labels'), 'revision', { weight: 3 }),
    on('GET', '/{tenant}/wiki/{pageTitle}/attachments/{attachment}', {
      type: 'binary',
      contentType: 'application/pdf',
    }),
    on('GET', '/{tenant}/dashboard', item('widgets recent favourites'), '', { weight: 2 }),
    on('GET', '/health/live', item('status')),
    on('GET', '/health/ready', item('status checks')),
    on('POST', '/signup/trial', item('tenant url expiresAt')),
    on('GET', '/pricing/plans', list('code name monthly yearly features')),
    on('POST', '/oauth2/token', item('access_token token_type expires_in'), '', {
      requestType: 'application/x-www-form-urlencoded',
    }),
    on('GET', '/oauth2/jwks', item('keys')),
  ],
  slots: {
    tenant: 'tenant',
    projectKey: 'like:<upper:4>',
    sprintNo: 'int:1-80',
    issueKey: 'like:<upper:4>-<digits:4>',
    transition: 'int:1-9',
    login: 'username',
    pageTitle: 'percent-word',
    attachment: 'mime-filename',
  },
  poolCap: { tenant: 120 },
};
