import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on } from '../notation.ts';

const DEVICE = 'name model firmware online battery lastSeen location tags';
const POINT = 'at value unit quality';

/** Devices with counted names, metrics with dotted names, days and months as segments, geohash cells. */
export const SENSORS: Design = {
  name: 'fieldpulse',
  source: 'own',
  half: 'dev',
  host: 'telemetry.fieldpulse.example',
  basePath: '/v3',
  templates: [
    on('GET POST', '/devices', list(DEVICE), 'online model limit cursor', { weight: 3 }),
    on('GET PATCH DELETE', '/devices/{device}', item(DEVICE), '', { weight: 5 }),
    on('GET PUT', '/devices/{device}/config', item('samplingSeconds thresholds uplink')),
    on('GET PATCH', '/devices/{device}/twin', item('desired reported version')),
    on('POST', '/devices/{device}/commands', item('commandId state'), '', { statuses: [202] }),
    on('GET', '/devices/{device}/commands/{commandId}', item('commandId state result finishedAt')),
    on('POST', '/devices/{device}/readings', NOTHING, '', { weight: 10, statuses: [204] }),
    on('GET', '/devices/{device}/readings/latest', item('at values battery'), '', { weight: 5 }),
    on('GET', '/devices/{device}/readings/{day}', list(POINT), 'resolution', { weight: 3 }),
    on('GET', '/devices/{device}/firmware', item('current target progress')),
    on('GET', '/metrics', list('name unit description')),
    on('GET', '/metrics/{metric}', item('name unit description aggregations'), '', { weight: 2 }),
    on('GET', '/metrics/{metric}/{day}', list(POINT), 'device resolution', { weight: 4 }),
    on('GET', '/metrics/{metric}/summary', item('min max mean p95 count'), 'from to'),
    on('GET', '/gateways', list('eui name online'), 'limit'),
    on('GET', '/gateways/{mac}', item('eui name online uplinks position')),
    on('GET', '/cells/{geohash}', item('geohash devices alerts')),
    on('GET', '/cells/{geohash}/devices', list(DEVICE), 'limit'),
    on('GET', '/nearby/{lat},{lon}', list(DEVICE), 'radius'),
    on('GET POST', '/alerts', list('id rule device raisedAt severity state'), 'state severity'),
    on('GET', '/alerts/{alertId}', item('id rule device raisedAt severity state history')),
    on('POST', '/alerts/{alertId}/acknowledge', item('id state by')),
    on('GET', '/billing/usage/{month}', item('month messages devices amount')),
    on('GET', '/healthz', item('status'), '', { weight: 3 }),
    on('GET', '/readyz', item('status'), '', { weight: 3 }),
  ],
  slots: {
    device: 'like:<any:sensor|valve|pump|meter|camera>-<digits:4>',
    commandId: 'ulid',
    day: 'date',
    metric:
      'like:<any:soil|air|water|power|flow|tank>.<any:moisture|temperature|pressure|level|voltage|humidity|ph|rate>.<any:avg|raw|max>',
    mac: 'mac',
    geohash: 'zbase32:6',
    lat: 'float',
    lon: 'float',
    alertId: 'int',
    month: 'month',
  },
};
