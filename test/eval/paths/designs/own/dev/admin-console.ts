import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on, siblings, text } from '../notation.ts';

const DONE = item('status message');
const JOB = item('jobId state queuedAt');

/** Internal console: dozens of literal actions beside each other that answer alike, few calls each. */
export const ADMIN_CONSOLE: Design = {
  name: 'backroom',
  source: 'own',
  half: 'dev',
  host: 'backroom.internal.example',
  basePath: '/admin',
  templates: [
    ...siblings('POST', '/cache/', 'clear warm rebuild invalidate', DONE),
    on('GET', '/cache/stats', item('hits misses evictions entries bytes')),
    on('GET', '/cache/keys', list('key ttl bytes'), 'pattern limit'),
    ...siblings('POST', '/search/', 'reindex optimize pause resume', JOB),
    on('GET', '/search/status', item('state documents shards lagSeconds')),
    ...siblings('POST', '/jobs/', 'retry-failed purge pause-all resume-all', DONE),
    on('GET', '/jobs', list('jobId name state attempts queuedAt'), 'state limit', { weight: 3 }),
    on('GET DELETE', '/jobs/{jobId}', item('jobId name state attempts queuedAt error'), '', { weight: 3 }),
    on('POST', '/jobs/{jobId}/retry', DONE),
    ...siblings('POST', '/mail/', 'flush suspend test', DONE),
    on('GET', '/mail/bounces', list('address reason at'), 'since limit'),
    ...siblings('POST', '/maintenance/', 'enable disable announce', DONE),
    ...siblings('POST', '/database/', 'vacuum analyze backup failover', JOB),
    on('GET', '/database/replicas', list('name lagSeconds role healthy')),
    on('GET', '/database/slow-queries', list('query calls meanMs'), 'limit minMs'),
    ...siblings(
      'GET',
      '/reports/',
      'revenue signups churn refunds cohorts latency abuse',
      item('columns rows generatedAt'),
      'from to',
    ),
    on('GET', '/users', list('id email role status lastLoginAt'), 'q role status page', { weight: 5 }),
    on('GET', '/users/export', text('text/csv'), 'from to', { weight: 3 }),
    on('POST', '/users/import', JOB, '', { requestType: 'multipart/form-data', weight: 2 }),
    on('GET PATCH DELETE', '/users/{userId}', item('id email role status lastLoginAt notes'), '', {
      weight: 6,
    }),
    ...siblings(
      'POST',
      '/users/{userId}/',
      'suspend reactivate impersonate reset-password verify-email',
      DONE,
    ),
    on('GET', '/users/{userId}/audit', list('at actor action detail'), 'limit'),
    on('GET', '/feature-flags', list('name enabled rollout owner')),
    on('GET PUT', '/feature-flags/{flag}', item('name enabled rollout owner rules'), '', { weight: 4 }),
    ...siblings(
      'GET',
      '/system/',
      'threads memory disks config licenses certificates',
      item('node values collectedAt'),
    ),
    ...siblings('POST', '/system/', 'restart drain rotate-keys reload-config', DONE),
    on('DELETE', '/sessions', NOTHING, 'olderThan'),
    on('DELETE', '/sessions/{sessionId}', NOTHING, '', { weight: 2 }),
    on('GET', '/healthz', text('text/plain'), '', { weight: 4 }),
    on('GET', '/metrics', text('text/plain'), '', { weight: 4 }),
  ],
  slots: {
    jobId: 'like:job-<base36:10>',
    userId: 'int',
    flag: 'snake',
    sessionId: 'base64',
  },
};
