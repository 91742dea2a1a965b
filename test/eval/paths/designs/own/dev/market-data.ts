import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';

const BAR = 'open high low close volume at';

/** Markets: tickers that are short words in capitals, security numbers, pairs, accounts and orders by action. */
export const MARKET_DATA: Design = {
  name: 'tickertape',
  source: 'own',
  half: 'dev',
  host: 'api.tickertape.example',
  basePath: '/v2',
  templates: [
    on('GET', '/quotes', list('symbol bid ask last at'), 'symbols', { weight: 3 }),
    on('GET', '/quotes/{symbol}', item('symbol bid ask last at'), '', { weight: 6 }),
    on('GET', '/quotes/{symbols}/batch', list('symbol bid ask last at')),
    on('GET', '/bars/{symbol}/{day}', list(BAR), 'interval adjusted', { weight: 4 }),
    on('GET', '/bars/{symbol}/previous', item(BAR)),
    on('GET', '/dividends/{symbol}', list('exDate payDate amount currency')),
    on('GET', '/securities/{isin}', item('isin name issuer currency listing'), '', { weight: 2 }),
    on('GET', '/securities/{isin}/documents', list('title kind url')),
    on('GET', '/fx/{pair}', item('base quote bid ask at'), '', { weight: 3 }),
    on('GET', '/exchanges', list('mic name country timezone')),
    on('GET', '/exchanges/{mic}/sessions/{day}', item('opens closes halts')),
    on('GET POST', '/orders', list('id symbol side quantity type state'), 'state limit', { weight: 4 }),
    on('GET PATCH DELETE', '/orders/{order}', item('id symbol side quantity type state fills'), '', {
      weight: 4,
    }),
    on('GET', '/orders/open', list('id symbol side remaining'), 'limit', { weight: 2 }),
    on('GET', '/account', item('id cash equity buyingPower status'), '', { weight: 3 }),
    on('GET', '/account/portfolio/history', item('at equity profit'), 'period'),
    on('GET', '/positions', list('symbol quantity averagePrice value')),
    on('GET DELETE', '/positions/{symbol}', item('symbol quantity averagePrice value')),
    on('GET POST', '/watchlists', list('id name symbols')),
    on('GET PUT DELETE', '/watchlists/{watchlist}', item('id name symbols')),
    on('DELETE', '/watchlists/{watchlist}/{symbol}', item('id name symbols')),
    on('GET', '/news/{symbol}', list('id headline source at'), 'limit', { weight: 2 }),
    on('GET', '/clock', item('at open nextOpen nextClose'), '', { weight: 2 }),
  ],
  slots: {
    symbol: 'like:<any:A|B|C|D|F|G|K|M|N|P|R|S|T|V|X><any:|A|EL|OW|IR|UN|AT|IG|OLD|ORE|INE><any:|B|.A|N|S|T>',
    symbols: 'list:like:<upper:4>',
    day: 'date',
    isin: 'like:<any:US|DE|FR|GB|NL|CH|JP><digits:9><digits:1>',
    pair: 'like:<currency><currency>',
    mic: 'like:X<upper:3>',
    order: 'uuid',
    watchlist: 'uuid',
  },
};
