import { each, testScenarios, words } from '../../../test/support/path-scenarios.ts';

/** Forms inside a segment and of whole paths: files, verbs, versions, marks. */
testScenarios([
  {
    name: 'file names with ids',
    traffic: [{ path: '/invoices/1.pdf' }, { path: '/invoices/2.pdf' }, { path: '/invoices/2.json' }],
    expected: ['GET /invoices/{invoiceId}.json', 'GET /invoices/{invoiceId}.pdf'],
  },
  {
    name: 'custom verbs on ids and on names',
    traffic: [
      { path: '/v1/jobs/42:cancel', method: 'POST' },
      { path: '/v1/jobs/43:cancel', method: 'POST' },
      { path: '/v1/jobs/43' },
    ],
    expected: ['GET /v1/jobs/{jobId}', 'POST /v1/jobs/{jobId}:cancel'],
  },
  {
    name: 'custom verbs on names of things, in the case they are sent in',
    traffic: ['tiny-lamp', 'red-fox', 'old-barn'].flatMap((name) => [
      { path: `/v1/boxes/${name}`, keys: 'name size state' },
      { path: `/v1/boxes/${name}:getIamPolicy`, keys: 'bindings etag' },
      { path: `/v1/boxes/${name}:zapNow`, method: 'POST', keys: 'done' },
    ]),
    expected: [
      'GET /v1/boxes/{boxId}',
      'GET /v1/boxes/{boxId}:getIamPolicy',
      'POST /v1/boxes/{boxId}:zapNow',
    ],
  },
  {
    name: 'what varies behind a colon is part of the value',
    traffic: each(['home:ada', 'home:grace', 'devel:tools', 'home:joan', 'devel:games'], (name) => ({
      path: `/build/${name}/result`,
      keys: 'state code repository',
    })),
    expected: ['GET /build/{buildId}/result'],
  },
  {
    name: 'several kinds of files below one parent are files, whatever their extension',
    traffic: each(['slides_grape.png', 'draft-oyster.pdf', 'summary.txt', 'song of joy.mp4'], (name) => ({
      path: `/files/${name}`,
    })),
    expected: ['GET /files/{fileId}'],
  },
  {
    name: 'two renderings of one id are two templates, a listed name with an extension stays',
    traffic: [
      ...each(['7.json', '8.json', '8.csv'], (name) => ({ path: `/orders/${name}` })),
      { path: '/orders/export.csv' },
    ],
    expected: ['GET /orders/export.csv', 'GET /orders/{orderId}.csv', 'GET /orders/{orderId}.json'],
  },
  {
    name: 'OData keys',
    traffic: [{ path: '/odata/Products(1)' }, { path: '/odata/Products(2)' }, { path: '/odata/Products' }],
    expected: ['GET /odata/Products', 'GET /odata/Products({productId})'],
  },
  {
    name: 'version dates and numbers in their place stay',
    traffic: [{ path: '/admin/api/2023-10/products/4.json' }, { path: '/api/2/issues/ABC-1234' }],
    expected: ['GET /admin/api/2023-10/products/{productId}.json', 'GET /api/2/issues/{issueId}'],
  },
  {
    name: 'health and documents',
    traffic: [
      { path: '/healthz' },
      { path: '/.well-known/openid-configuration' },
      { path: '/oauth2/token', method: 'POST' },
    ],
    expected: ['GET /.well-known/openid-configuration', 'GET /healthz', 'POST /oauth2/token'],
  },
  {
    name: 'trailing and double slashes are one path',
    traffic: [{ path: '/orders/' }, { path: '//orders' }, { path: '/orders' }],
    expected: ['GET /orders'],
  },
  {
    name: 'matrix parameters do not name',
    traffic: [{ path: '/cars;color=red' }, { path: '/cars;color=blue;doors=3' }],
    expected: ['GET /cars'],
  },
  {
    name: 'services below a namespace are no base path',
    traffic: each(words(24, 'svc'), (name) => ({
      path: `/v1/namespaces/7/services/${name}s`,
      keys: 'kind spec status',
      times: 6,
    })),
    expected: ['GET /v1/namespaces/{namespaceId}/services/{id}'],
  },
  {
    name: 'more versions than an API has are releases of something, two are versions of the API',
    traffic: [
      ...each(['v3.2.1', 'v3.2.2', 'v3.3.0', 'v4.0.0', 'v4.0.1'], (tag) => ({
        path: `/widgets/${tag}/parts`,
        times: 6,
      })),
      { path: '/v1/ping' },
      { path: '/v2/ping' },
    ],
    expected: ['GET /v1/ping', 'GET /v2/ping', 'GET /widgets/{widgetId}/parts'],
  },
  {
    name: 'days at the front of a path are values, one is a version',
    traffic: [
      ...each(['2024-05-01', '2024-05-02', '2024-05-03', '2024-05-06', '2024-05-07'], (day) => ({
        path: `/${day}/rates`,
      })),
      { path: '/admin/api/2023-10/products' },
    ],
    expected: ['GET /admin/api/2023-10/products', 'GET /{id}/rates'],
  },
  {
    name: 'any word behind a colon is no verb',
    traffic: ['kaloren', 'tumivas', 'belfin', 'gudor', 'hapjor', 'miren'].flatMap((first) =>
      each(['search', 'rivet', 'gusset', 'cotter', 'ferrule', 'gasket'], (second) => ({
        path: `/pairs/${first}:${second}`,
        keys: 'left right score',
      })),
    ),
    expected: ['GET /pairs/{pairId}'],
  },
  {
    name: 'a listed word before the verb of the others is a value',
    traffic: [...words(9), 'report', 'draft'].map((name) => ({
      path: `/jobs/${name}:cancel`,
      method: 'POST',
      keys: 'id state',
    })),
    expected: ['POST /jobs/{jobId}:cancel'],
  },
  {
    name: 'a listed word with the ending of the others is weighed with them',
    traffic: [
      ...each([...words(12), 'draft', 'gallery'], (name) => ({
        path: `/topics/${name}.json`,
        keys: 'slug title body',
      })),
      { path: '/topics/summary.json', keys: 'total pages oldest' },
    ],
    expected: ['GET /topics/summary.json', 'GET /topics/{topicId}.json'],
  },
  {
    name: 'attacks in a path are values of the slot',
    traffic: [{ path: '/orders/1' }, { path: "/orders/1'%20OR%201=1" }],
    expected: ['GET /orders/{orderId}'],
  },
]);
