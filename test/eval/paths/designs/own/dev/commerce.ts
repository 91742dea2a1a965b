import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on, text } from '../notation.ts';

const PRODUCT = 'sku slug title brand price currency in_stock rating images attributes';
const CARD = 'sku slug title price thumbnail';
const CART = 'id items subtotal shipping discount total currency expires_at';
const ORDER = 'id number status placed_at lines shipping_address payment total';
const PAGE = 'page per_page sort';

/** Shop: slugs, SKUs and plain words as categories and brands; `featured`, `search`, `export` beside ids. */
export const COMMERCE: Design = {
  name: 'kettleandco',
  source: 'own',
  half: 'dev',
  host: 'shop.kettleandco.example',
  basePath: '/api/v2',
  templates: [
    on('GET', '/products', list(CARD), `${PAGE} category brand min_price max_price`, { weight: 6 }),
    on('GET', '/products/featured', item('hero tiles valid_until')),
    on('GET', '/products/search', item('hits total facets took_ms'), `q ${PAGE}`, { weight: 5 }),
    on('GET', '/products/{slug}', item(PRODUCT), 'currency', { weight: 10 }),
    on(
      'GET POST',
      '/products/{slug}/reviews',
      list('id author rating title body created_at verified'),
      PAGE,
      { weight: 3 },
    ),
    on('POST', '/products/{slug}/reviews/{reviewId}/helpful', item('id helpful_count')),
    on('GET', '/products/{slug}/related', list(CARD), 'limit', { weight: 3 }),
    on('GET', '/categories', list('name path product_count children')),
    on(
      'GET',
      '/categories/{category}',
      item('name path description product_count children breadcrumbs'),
      '',
      { weight: 3 },
    ),
    on('GET', '/categories/{category}/products', list(CARD), PAGE, { weight: 5 }),
    on('GET', '/brands', list('name logo country')),
    on('GET', '/brands/{brand}', item('name logo country story links')),
    on('GET', '/colours/{colour}/products', list(CARD), PAGE),
    on('GET', '/inventory/{sku}', item('sku available reserved warehouses'), 'warehouse', { weight: 4 }),
    on('PATCH', '/inventory/{sku}/adjust', item('sku available delta reason')),
    on('POST', '/inventory/bulk', item('accepted rejected errors')),
    on('POST', '/carts', item(CART), '', { weight: 3 }),
    on('GET', '/carts/mine', item(CART), '', { weight: 4 }),
    on('GET DELETE', '/carts/{cartId}', item(CART), '', { weight: 3 }),
    on('POST', '/carts/{cartId}/items', item(CART), '', { weight: 4 }),
    on('PUT DELETE', '/carts/{cartId}/items/{sku}', item(CART)),
    on('PUT DELETE', '/carts/{cartId}/coupon', item(CART)),
    on('POST', '/carts/{cartId}/checkout', item('order_id redirect_url'), '', { weight: 2 }),
    on('GET', '/orders', list(ORDER), `${PAGE} status from to`, { weight: 2 }),
    on('GET', '/orders/search', item('hits total facets'), 'q from to'),
    on('GET', '/orders/export', text('text/csv'), 'from to format'),
    on('GET', '/orders/{orderNumber}', item(ORDER), '', { weight: 4 }),
    on('POST', '/orders/{orderNumber}/cancel', item('id status reason refund')),
    on('GET', '/orders/{orderNumber}/invoice.pdf', { type: 'binary', contentType: 'application/pdf' }),
    on('GET', '/orders/{orderNumber}/shipments/{trackingCode}', item('carrier code events eta')),
    on('GET', '/stores', list('id name city opening_hours'), 'lat lng radius'),
    on('GET', '/stores/{city}', list('id name street opening_hours')),
    on('GET', '/users/me', item('id email first_name last_name newsletter default_address'), '', {
      weight: 3,
    }),
    on('GET POST', '/users/me/addresses', list('id street postcode city country')),
    on('PUT DELETE', '/users/me/addresses/{addressId}', NOTHING),
    on('GET', '/users/{userId}', item('id email first_name last_name groups orders_count')),
    on('GET', '/users/{userId}/orders', list(ORDER), PAGE),
    on('GET', '/gift-cards/{giftCard}/balance', item('code balance currency expires_at')),
  ],
  slots: {
    slug: 'title-slug',
    category: 'word',
    brand: 'tenant',
    colour:
      'enum:red|green|blue|navy|teal|ivory|charcoal|mustard|coral|lavender|olive|burgundy|sand|mint|copper|plum|rose|slate|cream|indigo',
    sku: 'sku',
    reviewId: 'int',
    cartId: 'uuid',
    orderNumber: 'like:KC-<year>-<digits:6>',
    trackingCode: 'like:<digits:2>J<upper:2><digits:12>',
    city: 'city',
    addressId: 'int',
    userId: 'int',
    giftCard: 'like:<upper:4>-<digits:4>-<upper:4>',
  },
  spellings: ['trailing-slash'],
};
