import type { Design, Template } from '../../../design.ts';
import { item, list, on, siblings } from '../notation.ts';

/** Collection, item and health of one service behind the gateway. */
function service(name: string, collection: string, slot: string, fields: string, weight = 1): Template[] {
  return [
    on('GET POST', `/${name}/${collection}`, list(fields), 'page size sort', { weight }),
    on('GET PUT DELETE', `/${name}/${collection}/{${slot}}`, item(fields), '', { weight: weight * 2 }),
  ];
}

const SERVICES =
  'accounts billing catalog ledger notifications identity pricing shipping inventory payments reviews search loyalty returns warehouse recommendations vouchers taxes scheduler audit exports translations media geocoding';

/** Gateway: the first segment names the service, every service has the same health and build pages. */
export const SERVICE_GATEWAY: Design = {
  name: 'crossroads',
  source: 'own',
  half: 'dev',
  host: 'gw.crossroads.example',
  basePath: '',
  templates: [
    ...service('accounts', 'profiles', 'profileId', 'id displayName email tier createdAt', 4),
    ...service('billing', 'invoices', 'invoiceId', 'id number amount dueDate state', 3),
    ...service('catalog', 'items', 'itemId', 'id title price stock tags', 6),
    ...service('ledger', 'entries', 'entryId', 'id debit credit account postedAt', 2),
    ...service('notifications', 'messages', 'messageId', 'id channel subject body sentAt', 3),
    ...service('identity', 'principals', 'principalId', 'id login roles lastSeen', 2),
    ...service('pricing', 'offers', 'offerId', 'id sku price currency validUntil', 2),
    ...service('shipping', 'parcels', 'parcelId', 'id carrier weight status eta', 2),
    ...service('inventory', 'bins', 'binId', 'id aisle shelf capacity used'),
    ...service('payments', 'captures', 'captureId', 'id amount currency method state', 2),
    ...service('reviews', 'ratings', 'ratingId', 'id stars text author'),
    ...service('loyalty', 'cards', 'cardId', 'id points tier expiresAt'),
    ...service('returns', 'labels', 'labelId', 'id reason carrier url'),
    ...service('warehouse', 'picks', 'pickId', 'id bin picker quantity doneAt'),
    on('GET', '/search/query', item('hits total tookMs facets'), 'q from size', { weight: 5 }),
    on('GET', '/search/suggest', list('text score'), 'q', { weight: 3 }),
    on('GET', '/recommendations/for-you', list('id score reason'), 'limit'),
    on('GET', '/recommendations/similar/{itemId}', list('id score reason'), 'limit', { weight: 2 }),
    ...SERVICES.split(' ').flatMap((name) =>
      siblings('GET', `/${name}/`, 'health', item('status components')),
    ),
    ...SERVICES.split(' ')
      .slice(0, 8)
      .flatMap((name) => siblings('GET', `/${name}/`, 'info', item('build git java'))),
  ],
  slots: {
    profileId: 'uuid',
    invoiceId: 'prefixed-int:INV-',
    itemId: 'int',
    entryId: 'ulid',
    messageId: 'object-id',
    principalId: 'uuid',
    offerId: 'nano',
    parcelId: 'like:<digits:2>L<digits:9>',
    binId: 'like:<upper:1><digits:2>-<digits:3>',
    captureId: 'ksuid',
    ratingId: 'int',
    cardId: 'bigint',
    labelId: 'hex:16',
    pickId: 'int',
  },
};
