import type { Design, Template } from '../../../design.ts';
import { item, list, on, siblings } from '../notation.ts';

const FLEET: readonly (readonly [string, string, string, string])[] = [
  ['fare-engine', 'quotes', 'quoteRef', 'ref zone amount currency validFor'],
  ['rider-profile', 'riders', 'rider', 'uuid nickname rating joined'],
  ['driver-profile', 'drivers', 'driver', 'uuid nickname rating vehicle'],
  ['trip-dispatch', 'trips', 'trip', 'id rider driver pickup dropoff state'],
  ['geo-index', 'zones', 'zone', 'id name polygon surge'],
  ['wallet-svc', 'wallets', 'wallet', 'id balance currency frozen'],
  ['receipt-svc', 'receipts', 'receipt', 'number trip total vat issued'],
  ['safety-hub', 'reports', 'report', 'id trip category text state'],
  ['promo-svc', 'campaigns', 'campaign', 'id code budget starts ends'],
  ['fleet-maintenance', 'workorders', 'workorder', 'id vehicle fault parts state'],
];

const HEALTH_ONLY =
  'eta-predictor fraud-guard translation-proxy push-relay sms-relay image-resizer event-ingest config-store tolls-svc kyc-broker chat-relay voice-bridge map-matcher surge-planner ledger-sync badge-svc';

function backed([name, collection, slot, fields]: readonly [string, string, string, string]): Template[] {
  return [
    on('GET POST', `/${name}/api/v1/${collection}`, list(fields), 'cursor limit', { weight: 3 }),
    on('GET PATCH', `/${name}/api/v1/${collection}/{${slot}}`, item(fields), '', { weight: 4 }),
    on('GET', `/${name}/actuator/health`, item('status groups')),
    on('GET', `/${name}/actuator/prometheus`, { type: 'text', contentType: 'text/plain' }),
  ];
}

/** Edge of a mesh: twenty-six services with hyphens first, then the same `api/v1` and `actuator` below each. */
export const MESH_EDGE: Design = {
  name: 'hopalong',
  source: 'own',
  half: 'check',
  host: 'edge.hopalong.example',
  basePath: '',
  templates: [
    ...FLEET.flatMap(backed),
    ...HEALTH_ONLY.split(' ').flatMap((name) =>
      siblings('GET', `/${name}/actuator/`, 'health', item('status groups')),
    ),
    on('POST', '/eta-predictor/api/v1/predict', item('seconds confidence'), '', { weight: 6 }),
    on('POST', '/fraud-guard/api/v1/score', item('score reasons'), '', { weight: 3 }),
    on('POST', '/event-ingest/api/v2/batch', item('accepted rejected'), '', { weight: 6 }),
    on('GET', '/config-store/api/v1/snapshot', item('version values'), 'service'),
    on('POST', '/trip-dispatch/api/v1/trips/{trip}/accept', item('id state')),
    on('POST', '/trip-dispatch/api/v1/trips/{trip}/arrive', item('id state eta')),
    on('GET', '/geo-index/api/v1/zones/{zone}/heatmap', item('cells generatedAt')),
  ],
  slots: {
    quoteRef: 'base62:10',
    rider: 'uuid',
    driver: 'uuid',
    trip: 'snowflake',
    zone: 'like:<any:ber|muc|ham|cgn|vie|zrh|bsl>-<int:1-60>',
    wallet: 'ulid',
    receipt: 'like:R<year>.<digits:6>',
    report: 'object-id',
    campaign: 'int',
    workorder: 'like:WO<digits:6>',
  },
};
