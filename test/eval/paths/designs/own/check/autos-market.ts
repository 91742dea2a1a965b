import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';
import { MATERIALS, OBJECTS } from './vocabulary.ts';

const LISTING = 'id make model year mileage price fuel dealer photos';
const ARTICLE = 'ean name unit price vat department origin';

/** Market place: matrix parameters behind segments, EAN and VIN numbers, departments and makes that are words. */
export const AUTOS_MARKET: Design = {
  name: 'bazaarly',
  source: 'own',
  half: 'check',
  host: 'api.bazaarly.example',
  basePath: '/public/v3',
  templates: [
    on('GET', '/cars{colour}', list(LISTING), 'page', { weight: 3 }),
    on('GET', '/cars{colour}{builtSince}/offers', list(LISTING), 'page sort', { weight: 2 }),
    on('GET', '/cars/{vin}', item(LISTING), '', { weight: 4 }),
    on('GET', '/cars/{vin}/inspection-report', item('passed checks inspectedOn mileage')),
    on('POST', '/cars/{vin}/enquiries', item('id channel message createdAt')),
    on('GET', '/makes', list('name country models')),
    on('GET', '/makes/{make}', item('name country founded models logo'), '', { weight: 2 }),
    on('GET', '/makes/{make}/models/{model}', item('name body from until engines'), '', { weight: 3 }),
    on('GET', '/makes/{make}/models/{model}/prices', list('year median low high')),
    on('GET', '/articles', list(ARTICLE), 'department q page', { weight: 3 }),
    on('GET', '/articles/{ean}', item(ARTICLE), '', { weight: 6 }),
    on('GET', '/articles/{ean}/nutrition', item('energy fat sugars protein salt')),
    on('GET', '/articles/{ean}/alternatives', list(ARTICLE), 'limit'),
    on('GET', '/articles/top100', list('rank ean name sold')),
    on('GET', '/articles/on-sale', list('ean name was now until'), 'store'),
    on('GET', '/collections/{collection}', item('title curator cover articles'), '', { weight: 3 }),
    on('GET', '/collections/{collection}/articles', list(ARTICLE), 'page', { weight: 2 }),
    on('POST', '/baskets', item('basketId lines subtotal currency'), '', { weight: 2 }),
    on('GET', '/baskets/{basketId}', item('basketId lines subtotal currency'), '', { weight: 3 }),
    on('PUT DELETE', '/baskets/{basketId}/lines/{ean}', item('basketId lines subtotal currency'), '', {
      weight: 3,
    }),
    on('POST', '/baskets/{basketId}/vouchers/{voucher}', item('basketId discount subtotal')),
    on('GET', '/sellers/{sellerName}', item('name since rating returnsPolicy'), '', { weight: 2 }),
    on('GET', '/sellers/{sellerName}/feedback', list('stars text buyer at'), 'page'),
    on('GET', '/compare/{vinList}', list(LISTING)),
    on('GET', '/purchases/export', { type: 'text', contentType: 'text/csv' }, 'from to'),
    on('GET', '/purchases/statistics', item('count total byMonth'), 'from to'),
    on('GET', '/purchases/{purchaseNumber}', item('number lines payment delivery state'), '', { weight: 2 }),
  ],
  slots: {
    colour:
      'matrix:color=any:red|white|black|silver|anthracite|bordeaux|champagne|bottle-green|sky|sunflower|bronze|petrol',
    builtSince: 'matrix:from=int:1995-2025',
    vin: 'like:W<upper:2>ZZZ<digits:1><upper:1>Z<upper:1><upper:1><digits:6>',
    make: 'enum:aurelia|brightwater|caldera|delphin|evander|falkenberg|gasparo|hartmann|ibexa|juniper|kestrel|lodestar|marlow|norland|orsini|peregrine|quillon|rasmus|solveig|tempest|ulmer|vantage|wexford|yarrow',
    model:
      'like:<any:civic|coast|ridge|metro|scout|comet|nova|pilot|vista|trail|spark|glide><any:|||-gt|-cross|-e|-combi|-sport|2|4|60>',
    ean: 'like:40<digits:11>',
    collection: `like:<any:${MATERIALS}>-<any:and|for|with>-<any:${OBJECTS}>`,
    basketId: 'hex:24',
    voucher: 'like:<upper:3><digits:2><upper:3>',
    sellerName: `like:<any:${MATERIALS}><any:haus|mart|corner|direct|und-co|store>`,
    vinList: 'list:like:W<upper:2>ZZZ<digits:1><upper:1>Z<upper:1><upper:1><digits:6>',
    purchaseNumber: 'like:<year><digits:7>',
  },
};
