import type { Design } from '../../../design.ts';
import { bytes, item, list, on } from '../notation.ts';

const SERIES = 'time temperature dewPoint pressure windSpeed precipitation';

/** Climate service: coordinates, station codes, days of the year, closed products as operations with other answers. */
export const CLIMATE: Design = {
  name: 'isobar',
  source: 'own',
  half: 'check',
  host: 'data.isobar.example',
  basePath: '/2024-06-01',
  templates: [
    on('GET', '/points/{latitude},{longitude}', item('gridId gridX gridY forecastOffice timeZone'), '', {
      weight: 4,
    }),
    on('GET', '/points/{latitude},{longitude}/stations', list('id name distance elevation')),
    on('GET', '/gridpoints/{office}/{gridX},{gridY}', item('updated elevation temperature skyCover'), '', {
      weight: 3,
    }),
    on('GET', '/gridpoints/{office}/{gridX},{gridY}/forecast', item('updated periods units'), 'units', {
      weight: 5,
    }),
    on(
      'GET',
      '/gridpoints/{office}/{gridX},{gridY}/forecast/hourly',
      item('updated periods units elevation'),
      'units',
      { weight: 3 },
    ),
    on('GET', '/offices/{office}', item('id name address telephone responsibleCounties')),
    on('GET', '/offices/{office}/headlines', list('id title issuedAt important')),
    on('GET', '/stations', list('id name elevation timeZone'), 'state limit cursor'),
    on('GET', '/stations/{station}', item('id name elevation timeZone county'), '', { weight: 2 }),
    on('GET', '/stations/{station}/observations', list(SERIES), 'start end limit', { weight: 3 }),
    on('GET', '/stations/{station}/observations/latest', item(`${SERIES} rawMessage`), 'require_qc', {
      weight: 4,
    }),
    on('GET', '/stations/{station}/observations/{observedAt}', item(`${SERIES} rawMessage`), '', {
      weight: 2,
    }),
    on('GET', '/stations/{station}/normals/{ordinalDay}', item('tmin tmax precipitation frost')),
    on('GET', '/radar/{radarSite}/{sweep}.png', bytes('image/png'), '', { weight: 5 }),
    on('GET', '/radar/{radarSite}/status', item('mode lastSweep alarms')),
    on('GET', '/rivers/{gauge}', item('gauge name river floodStage')),
    on('GET', '/rivers/{gauge}/levels/{isoWeek}', list('at stage discharge')),
    on('GET', '/reports/daily-digest', item('date headline sections'), 'date', { weight: 2 }),
    on('GET', '/reports/storm-summary', list('event county time magnitude'), 'from to type'),
    on('GET', '/reports/almanac-pages', bytes('application/pdf'), 'year'),
    on('GET', '/warnings/active', list('id event severity areas onset expires'), 'area', { weight: 4 }),
    on('GET', '/warnings/types', item('eventTypes')),
    on('GET', '/warnings/{warning}', item('id event severity areas onset expires instruction'), '', {
      weight: 2,
    }),
    on('GET', '/elevation/{hashCell}', item('cell min max mean')),
  ],
  slots: {
    latitude: 'like:<int:36-59>.<digits:4>',
    longitude: 'like:-<int:1-12>.<digits:4>',
    office: 'like:<any:A|B|C|E|G|L|M|O|P|S><upper:2>',
    gridX: 'int:1-160',
    gridY: 'int:1-140',
    station: 'like:K<upper:3>',
    observedAt: 'like:2026-<any:08|09|10|11>-<int:10-28>T<int:10-23>:00:00%2B00:00',
    ordinalDay: 'like:<any:0|1|2><int:10-99>',
    radarSite: 'like:T<upper:3>',
    sweep:
      'like:<any:20261108|20261109|20261110|20261111><int:10-23><any:00|05|10|15|20|25|30|35|40|45|50|55>',
    gauge: 'like:<upper:3><upper:1><digits:1>',
    isoWeek: 'like:2026-W<int:10-52>',
    warning: 'like:urn:oid:2.49.0.1.<digits:3>.0.<hex:12>.<int:1-9>',
    hashCell: 'zbase32:7',
  },
};
