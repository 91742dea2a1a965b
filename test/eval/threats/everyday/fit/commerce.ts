import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { asked, filled, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const TITLES = [
  '‹thing›',
  '‹adj› ‹noun› (‹d›-pack) -- 30% off; was $‹n›',
  'Women\'s "‹adj›" ‹noun› | ‹co›',
  '‹noun› 1/4"-20 x 2" & nuts',
  "5' x 7' rug <‹adj›>",
  'iPad® 10.9" / 64GB + case',
  'T-shirt "SELECT * FROM coffee WHERE hot = TRUE"',
  'Mug: "there\'s no place like 127.0.0.1"',
  "Sticker 'sudo make me a sandwich'",
  'Poster "Little Bobby Tables" (xkcd style)',
  "Kid's union suit - select sizes",
  'Cap {‹adj›} [‹n›]',
  "Toner f. HP 'LaserJet' (2x)",
  '100% merino; 200 g/m²',
  '50/50 mix & match',
  'O-rings ‹d›mm',
  'A4 paper = 500 sheets',
  'USB-A->C; 2 m',
  'Screws #8 x 1-1/4" -- 100/box',
  'Sleep(‹d›) baby blanket',
  'Table, drop-leaf, 36" or 48"',
  'Order-by-number wall art',
  'Cat & dog `bowl`',
  '"\'‹adj›\'" perfume 1.7 fl.oz.',
];
const SEARCHES = [
  '‹thing›',
  'men\'s ‹noun› 10.5" -used',
  'drop leaf table or union jack',
  'select comfort sleep number ‹n›',
  "where's my order",
  '"‹adj›" ‹noun› under $‹n›',
  'cat tree; tall',
  'usb->hdmi',
  'sql t-shirt',
  "6' x 9' rug",
  'size=‹d› & color=‹adj›',
  '‹noun› and ‹noun› or ‹noun›',
  "o'neill wetsuit",
  '‹n› = ‹n›',
  'shell/bash t-shirt',
  'case for "x"',
  'insert for vase',
  "‹noun› like '‹adj›'",
  '#1 dad mug',
  'update my address',
  'group by brand',
  '*‹noun›*',
  '%off',
  '.. ‹noun›',
  '/‹noun›/',
  "''",
  '<3 necklace',
  'rock & roll; vinyl',
  'script font',
  'alert bracelet',
  'char siu',
  'cast iron',
  'having fun',
  'null',
  'undefined',
  'true',
  'or',
  'exec chair',
  'xp_‹word›',
  'sleep mask',
  'delay pedal',
  'table from wood',
  'all from ‹co›',
  'limit ‹d›',
  'benchmark plane',
  '‹noun› -- ‹adj›',
  'and 1 more',
  "l'eau",
  '"',
  "d'or",
  '@home',
  '$‹d› deals',
  '{‹noun›}',
  'ls',
  'id',
  'ping pong',
  'net',
  'who am i book',
  'curl cream',
  'wget',
  'nc state hoodie',
  'bash',
  'python snake',
  'perl',
  'ruby ring',
  'php',
  'java coffee',
  'c:geo',
];
const NOTES = [
  "Leave at door; ring 'O'Brien' or call -- thanks",
  'Gate code #‹n›*; 2nd floor (left) & knock',
  'Gift note: "Happy B-day ‹given›! <3"',
  'If not home: neighbour at no. ‹d› or ‹d›',
  'No onions; extra cheese && no "olives"',
  'allergic: nuts|milk',
  'Invoice to ‹co›, c/o ‹family›; VAT=‹n›',
  'select rear entrance, drop at table',
  '‹d› > ‹d› pcs please',
  'n/a',
  '../',
  "it's a 'surprise'",
  "5' ladder needed -- or two",
];
const COPY = [
  'Where union meets select ‹noun›s: 20% off from ‹date›. Order by ‹time›!',
  "Don't sleep on it -- update your look & drop by our table. Values from $‹d›!",
  "Insert coin: ‹noun› = free; or '50%' on all ‹nouns›",
  '<b>Only today</b>: create your ‹noun›; grant a wish; execute style',
  '‹given› & ‹given› select the best from the rest; having tried ‹n›',
  'Delete dust from your ‹noun› -- where others fail; 1 = 1 guarantee',
  'Having ‹n› or more ‹nouns›? Group by ‹d› and save; limit ‹d› per customer',
  'Exec ‹noun› set (table + chairs), cast iron, char black; declare love',
];

function product(r: Random, title: string): Exchange {
  return sent(
    r,
    r.pick(['POST', 'PUT', 'PATCH']),
    'store.harbour.example',
    `/admin/api/products/${r.int(1, 9000)}.json`,
    {
      product: {
        title,
        body_html: drawn(r, [
          '<p>‹adj› <strong>‹noun›</strong> 5\'10" &amp; more</p>',
          '<ul><li>‹d›" x ‹d›"</li><li>100% ‹noun›</li></ul>',
          'It\'s "‹adj›"; or not?',
          '<table><tr><td>A</td><td>&lt; ‹n›</td></tr></table>',
        ]),
        vendor: drawn(r, ['‹co›']),
        tags: drawn(r, ["‹noun›, men's, 50%", 'a|b|c']),
        variants: [{ sku: drawn(r, ['AB-‹n›/‹d›', '‹n›.‹n›;L', "X'‹n›"]), price: drawn(r, ['‹dec›']) }],
        handle: drawn(r, ['‹word›-or-‹word›']),
      },
    },
  );
}

const BULK = (r: Random): Exchange =>
  sent(r, 'POST', 'store.harbour.example', '/indexes/products/queries', {
    requests: [
      {
        indexName: 'products',
        params: `query=${encodeURIComponent(drawn(r, SEARCHES))}&facets=%5B%22brand%22%5D&filters=${encodeURIComponent(drawn(r, ['price > ‹n› AND (brand:"‹co›" OR NOT in_stock:false)', "category = '‹noun›' AND price ‹d› TO ‹n›", "brand:='‹family›' && price:<‹n›"]))}`,
      },
    ],
  });

export const COMMERCE: readonly BenignSource[] = [
  texts('products', 340, TITLES, product),
  texts('searches of a shop', 420, SEARCHES, (r, q) =>
    asked(r, 'store.harbour.example', '/api/search', {
      [r.pick(['q', 'term', 'search', 'k'])]: q,
      category: r.int(1, 40),
      inStock: 'true',
    }),
  ),
  { name: 'searches with filters', count: 160, exchange: BULK },
  texts('order notes', 200, NOTES, (r, note) =>
    r.chance(0.5)
      ? sent(r, 'POST', 'store.harbour.example', '/v1/checkout', {
          note,
          name: drawn(r, ['‹given› ‹family›']),
          city: drawn(r, ['‹city›']),
          lines: [{ sku: r.token(8), qty: r.int(1, 5) }],
        })
      : filled(r, 'store.harbour.example', '/cart/update', {
          note,
          'updates[]': r.int(1, 9),
          'attributes[gift]': drawn(r, ["It's for ‹given›"]),
        }),
  ),
  texts('advertising', 160, COPY, (r, text) =>
    sent(r, 'POST', 'store.harbour.example', '/v2/newsletters', {
      subject: text.slice(0, 40),
      preheader: text,
      audience: 'all',
    }),
  ),
];
