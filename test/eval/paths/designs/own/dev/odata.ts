import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on, text } from '../notation.ts';

const QUERY = '$filter $select $expand $orderby $top $skip $count';
const PRODUCT = 'ID Name Description ReleaseDate DiscontinuedDate Rating Price';
const PERSON = 'UserName FirstName LastName Emails AddressInfo Gender Concurrency';

/** Services with keys in parentheses: numbers, quoted names, composite keys, `$ref`, `$value`, bound actions. */
export const ODATA: Design = {
  name: 'tradewinds',
  source: 'own',
  half: 'dev',
  host: 'services.tradewinds.example',
  basePath: '/odata/v4',
  templates: [
    on('GET', '/$metadata', text('application/xml')),
    on('POST', '/$batch', item('responses'), '', { requestType: 'multipart/mixed' }),
    on('GET POST', '/Products', list(PRODUCT), QUERY, { weight: 6 }),
    on('GET', '/Products/$count', text('text/plain'), '$filter'),
    on('GET PATCH DELETE', '/Products({productKey})', item(PRODUCT), '$select $expand', { weight: 6 }),
    on('GET', '/Products({productKey})/Category', item('ID Name'), '$select', { weight: 3 }),
    on('GET PUT DELETE', '/Products({productKey})/Category/$ref', item('url')),
    on('GET', '/Products({productKey})/Supplier', item('ID Name Address Location')),
    on('GET PUT', '/Products({productKey})/Name', item('value')),
    on('GET', '/Products({productKey})/Name/$value', text('text/plain')),
    on('POST', '/Products({productKey})/Demo.Discount', item('value')),
    on('GET POST', '/Categories', list('ID Name'), QUERY),
    on('GET PATCH DELETE', '/Categories({categoryKey})', item('ID Name')),
    on('GET', '/Categories({categoryKey})/Products', list(PRODUCT), QUERY, { weight: 2 }),
    on('GET POST', '/People', list(PERSON), QUERY, { weight: 4 }),
    on('GET PATCH DELETE', '/People({person})', item(PERSON), '$select $expand', { weight: 5 }),
    on('GET POST', '/People({person})/Trips', list('TripId Name Budget StartsAt EndsAt Tags'), QUERY, {
      weight: 2,
    }),
    on(
      'GET PATCH DELETE',
      '/People({person})/Trips({tripKey})',
      item('TripId Name Budget StartsAt EndsAt Tags'),
    ),
    on(
      'GET',
      '/People({person})/Trips({tripKey})/PlanItems',
      list('PlanItemId ConfirmationCode StartsAt Duration'),
    ),
    on('GET POST', '/People({person})/Friends', list(PERSON), '$top'),
    on('DELETE', '/People({person})/Friends/$ref', NOTHING, '$id'),
    on('GET', '/Airports', list('IcaoCode IataCode Name Location'), QUERY),
    on('GET', '/Airports({airport})', item('IcaoCode IataCode Name Location')),
    on(
      'GET',
      '/OrderItems(OrderId={orderKey},LineNumber={line})',
      item('OrderId LineNumber Quantity UnitPrice Discount'),
      '',
      { weight: 3 },
    ),
    on('GET', '/Me', item(PERSON)),
    on('GET', '/GetNearestAirport(lat={lat},lon={lon})', item('IcaoCode IataCode Name Location')),
    on('POST', '/ResetDataSource', NOTHING, '', { statuses: [204] }),
  ],
  slots: {
    productKey: 'int',
    categoryKey: 'int',
    person: 'quoted:username',
    tripKey: 'int',
    airport: "like:'<upper:4>'",
    orderKey: 'int:10248-12000',
    line: 'int:1-9',
    lat: 'float',
    lon: 'float',
  },
};
