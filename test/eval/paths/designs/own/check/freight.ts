import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on } from '../notation.ts';
import { PLACES } from './vocabulary.ts';

const LEG = 'mode carrier from to departs arrives';
const EVENT = 'code place at description';

/** Freight: container and waybill numbers, place codes, lanes joined by a dash, months, two versions side by side. */
export const FREIGHT: Design = {
  name: 'longhaul',
  source: 'own',
  half: 'check',
  host: 'api.longhaul.example',
  basePath: '/services',
  templates: [
    on('GET', '/v1/tracking/{waybill}', item('waybill state events'), '', { weight: 5 }),
    on('GET', '/v1/containers/{container}', item('number type owner location state'), '', { weight: 4 }),
    on('GET', '/v1/containers/{container}/moves', list(EVENT), 'from', { weight: 3 }),
    on('GET', '/v1/rates/{lane}', item('lane currency base surcharges'), '', { weight: 2 }),
    on('GET', '/v2/tracking/{waybill}', item('id status history eta carrier'), 'lang', { weight: 6 }),
    on('GET', '/v2/tracking/{waybill}/proof-of-delivery.pdf', {
      type: 'binary',
      contentType: 'application/pdf',
    }),
    on('GET POST', '/v2/shipments', list('shipmentId reference state mode legs'), 'state cursor', {
      weight: 3,
    }),
    on(
      'GET PATCH DELETE',
      '/v2/shipments/{shipment}',
      item('shipmentId reference state mode legs documents'),
      '',
      { weight: 4 },
    ),
    on('POST', '/v2/shipments/estimate', item('transitDays price currency')),
    on('GET', '/v2/shipments/overdue', list('shipmentId reference daysLate')),
    on('GET PUT', '/v2/shipments/{shipment}/legs/{legNo}', item(LEG)),
    on('GET', '/v2/shipments/{shipment}/legs/{legNo}/position', item('lat lon speed heading at'), '', {
      weight: 3,
    }),
    on('POST', '/v2/shipments/{shipment}/customs/{regime}', item('mrn regime state'), '', { scored: false }),
    on('GET', '/v2/locations/{unlocode}', item('code name functions coordinates'), '', { weight: 3 }),
    on('GET', '/v2/locations/{unlocode}/terminals', list('code name operator')),
    on('GET', '/v2/vessels/{imo}', item('imo name flag teu built')),
    on('GET', '/v2/vessels/{imo}/calls/{callMonth}', list('port arrived departed berth')),
    on('GET', '/v2/schedules/{fromPort}/{toPort}', list(LEG), 'week', { weight: 3 }),
    on('GET', '/v2/tariffs/{hsCode}', item('code description duty measures')),
    on('GET', '/v2/tariffs/{hsCode}/{originCountry}', item('code origin duty preference quota')),
    on('GET', '/v2/drivers/{licence}', item('licence name validUntil classes')),
    on('GET', '/v2/drivers/{licence}/logbook/{logDay}', list('from to activity km')),
    on('GET', '/v2/trucks/{plate}', item('plate vin axle payload tachograph')),
    on('PUT DELETE', '/v2/trucks/{plate}/geofences/{fence}', NOTHING),
    on('GET', '/v2/depots/{depot}', item('name address docks openingHours')),
    on('GET', '/v2/depots/{depot}/docks/{dock}', item('name occupied since truck')),
    on('GET', '/v2/me/notifications', list('id text at read'), 'unread', { weight: 2 }),
    on('GET', '/health', item('status')),
  ],
  slots: {
    waybill: 'like:<digits:3>-<digits:8>',
    container: 'like:<upper:3>U<digits:7>',
    lane: 'like:<country>-<country>',
    shipment: 'like:SHP<base36:9>',
    legNo: 'int:1-6',
    regime: 'enum:import|export|transit',
    unlocode: 'like:<any:DE|NL|BE|CN|SG|US|KR|JP|AE|ES|IT|PL><upper:3>',
    imo: 'like:9<digits:6>',
    callMonth: 'like:<int:2024-2026><any:01|02|03|04|05|06|07|08|09|10|11|12>',
    fromPort: 'like:<any:DE|NL|BE|CN|SG|US|KR|JP|AE|ES|IT|PL><upper:3>',
    toPort: 'like:<any:DE|NL|BE|CN|SG|US|KR|JP|AE|ES|IT|PL><upper:3>',
    hsCode: 'like:<digits:4>.<digits:2>.<digits:2>',
    originCountry: 'country',
    licence: 'like:<upper:1><digits:2><upper:2><digits:5>',
    logDay: 'date',
    plate: 'like:<upper:3>%20<digits:4>',
    fence: 'uuid',
    depot: `enum:${PLACES}`,
    dock: 'like:<any:A|B|C|D><digits:2>',
  },
  pools: { unlocode: 'port', fromPort: 'port', toPort: 'port' },
};
