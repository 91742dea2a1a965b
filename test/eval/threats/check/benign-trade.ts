import type { Exchange } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { form, read, upload, write } from './calls.ts';
import { CITIES, day, FORENAMES, person, product, prose, STREETS, SURNAMES, slug, word } from './words.ts';

const search = (r: Random): Exchange =>
  read(r, 'shop.larkfield.example', '/api/search', {
    q: r.pick([
      product(r),
      prose(r),
      `"${product(r)}"`,
      `${word(r)} -${word(r)} OR ${word(r)}`,
      `${word(r)}*`,
    ]),
    page: r.int(1, 9),
    sort: r.pick(['price asc', 'name;desc', '-created', 'relevance']),
  });

const goods = (r: Random): Exchange =>
  read(r, 'catalog.larkfield.example', `/v2/items/${r.int(1000, 99999)}`, {
    fields: 'id,name,price',
    lang: 'en-IE',
  });

const customer = (r: Random): Exchange =>
  write(r, 'crm.brackenridge.example', '/api/contacts', {
    firstName: r.pick(FORENAMES),
    lastName: r.pick(SURNAMES),
    address: {
      line1: `${r.int(1, 300)} ${r.pick(STREETS)}`,
      city: r.pick(CITIES),
      postcode: `${r.token(3)} ${r.token(3)}`,
    },
    phone: r.pick([`+1 (555) 010-${r.int(1000, 9999)}`, `+44 1632 960${r.int(100, 999)} ext. 5`]),
    note: prose(r),
  });

const findPeople = (r: Random): Exchange =>
  read(r, 'crm.brackenridge.example', '/api/contacts', {
    name: r.chance(0.5) ? person(r) : r.pick(SURNAMES),
    city: r.pick(CITIES),
    limit: r.int(5, 100),
  });

const pricing = (r: Random): Exchange =>
  write(r, 'pricing.larkfield.example', '/rules', {
    name: `${r.int(5, 70)}% off ${product(r)}`,
    when: `cart.total > ${r.int(10, 900)} && (item.count >= ${r.int(2, 9)} || customer.tier == 'gold')`,
    action: `price = price * 0.${r.int(10, 99)}`,
    valid: `${day(r)}/${day(r)}`,
    priority: r.int(1, 9),
  });

const cart = (r: Random): Exchange =>
  write(r, 'cart.larkfield.example', `/carts/${r.uuid()}/lines`, {
    sku: `${r.token(3).toUpperCase()}-${r.int(100, 999)}/${r.token(2)}`,
    title: product(r),
    quantity: r.int(1, 12),
    price: `€${r.int(1, 900)},${r.int(10, 99)}`,
    giftMessage: prose(r),
  });

const review = (r: Random): Exchange =>
  write(r, 'reviews.larkfield.example', `/products/${r.int(10, 9999)}/reviews`, {
    rating: r.int(1, 5),
    title: `${r.pick(['Great', 'Meh...', "Wasn't worth it", '10/10!!!', '<3'])} ${product(r)}`,
    text: `${prose(r)}\n\nPros: light; cheap\nCons: none -- really\n${prose(r)}`,
    author: person(r),
  });

const contact = (r: Random): Exchange =>
  form(r, 'www.larkfield.example', '/contact', {
    name: person(r),
    email: `${word(r)}.${r.int(1, 999)}@mail.example`,
    subject: r.pick(['Re: order', 'Return; exchange', 'Invoice #', 'Question?']) + r.int(1, 9999),
    message: `Hello,\r\n\r\n${prose(r)}\r\n\r\nOrder: ${r.int(1000, 99999)}\r\nDate: ${day(r)}\r\n\r\n${person(r)}`,
  });

const quotedMail = (r: Random): Exchange =>
  form(r, 'tickets.brackenridge.example', '/reply', {
    ticket: r.int(1000, 99999),
    body: `See below.\r\n\r\n-----Original Message-----\r\nFrom: ${person(r)} <${word(r)}@mail.example>\r\nTo: support@brackenridge.example\r\nSubject: ${product(r)}\r\nDate: ${day(r)}\r\n\r\n${prose(r)}`,
  });

const formula = (r: Random): Exchange => {
  const n = r.int(2, 900);
  return write(
    r,
    'sheets.quillmere.example',
    `/v1/sheets/${r.token(22)}/cells`,
    {
      range: `B2:B${n}`,
      values: [
        [
          r.pick([
            `=IF(A${n}=B${n},"yes","no")`,
            `=SUM(A1:A${n})/COUNT(A1:A${n})`,
            `=VLOOKUP(D${n};Sheet2!A:F;3;FALSE)`,
          ]),
        ],
        [
          r.pick([
            `=A${n}&" "&B${n}`,
            `=CONCAT(LEFT(A${n},1),". ",B${n})`,
            `=QUERY(A:D,"select A, sum(D) where B > ${n} group by A")`,
          ]),
        ],
        [`${n}%`, `-${n}`, `+${n}`],
      ],
      valueInputOption: 'USER_ENTERED',
    },
    'PUT',
  );
};

const csv = (r: Random): Exchange => {
  const rows = Array.from(
    { length: r.int(2, 8) },
    () =>
      `${r.int(1, 9999)};"${person(r)}";"${r.int(1, 300)} ${r.pick(STREETS)}";${r.int(1, 99)}%;"${prose(r).replaceAll('"', '""')}"`,
  );
  return upload(r, 'import.brackenridge.example', '/api/imports', [
    { name: 'mapping', text: '{"id":0,"name":1}' },
    {
      name: 'file',
      text: `id;name;address;discount;note\n${rows.join('\n')}`,
      fileName: `${slug(r)}.csv`,
      type: 'text/csv',
    },
  ]);
};

const booking = (r: Random): Exchange =>
  write(r, 'booking.tarnwick.example', '/api/reservations', {
    guest: person(r),
    from: day(r),
    nights: r.int(1, 14),
    room: r.pick(['double/twin', 'suite (sea view)', 'family 2+2']),
    requests: prose(r),
    voucher: r.chance(0.3) ? `SAVE-${r.int(5, 50)}%` : null,
  });

const geo = (r: Random): Exchange =>
  read(
    r,
    'maps.tarnwick.example',
    `/geocode/${encodeURIComponent(`${r.int(1, 400)} ${r.pick(STREETS)}, ${r.pick(CITIES)}`)}`,
    {
      bbox: `${r.int(-90, 0)}.${r.int(10, 99)},${r.int(0, 90)}.5,${r.int(0, 90)}.7,12.1`,
      format: 'geojson',
    },
  );

const menu = (r: Random): Exchange =>
  write(r, 'kitchen.tarnwick.example', '/orders', {
    table: r.int(1, 60),
    items: [
      { dish: r.pick(['Fish & chips', "Shepherd's pie", 'Pâté “maison”', 'Mac ’n’ cheese']), note: prose(r) },
      { dish: 'Soup', note: r.pick(['no salt; no pepper', 'w/o cream', 'extra hot >>>']) },
    ],
    waiter: person(r),
  });

const insurance = (r: Random): Exchange =>
  write(r, 'claims.hollowbrook.example', '/v1/claims', {
    policy: `HB/${r.int(2000, 2026)}/${r.int(1000, 99999)}-${r.token(2)}`,
    holder: person(r),
    description: `${prose(r)} ${prose(r)}`,
    amount: `£${r.int(1, 90)},${r.int(100, 999)}.00`,
    when: `${day(r)} @ ${r.int(0, 23)}:${r.int(10, 59)}`,
  });

const autocomplete = (r: Random): Exchange => {
  const whole = r.pick([product(r), person(r), r.pick(CITIES), prose(r)]);
  return read(r, 'suggest.larkfield.example', '/complete', {
    term: whole.slice(0, r.int(2, 24)),
    n: r.int(5, 12),
    t: r.int(1, 99999),
  });
};

export const TRADE: readonly BenignSource[] = [
  { name: 'shop search', exchange: search, count: 260 },
  { name: 'catalogue', exchange: goods, count: 260 },
  { name: 'contacts', exchange: customer, count: 200 },
  { name: 'contact search', exchange: findPeople, count: 180 },
  { name: 'price rules', exchange: pricing, count: 90 },
  { name: 'cart', exchange: cart, count: 160 },
  { name: 'reviews', exchange: review, count: 180 },
  { name: 'contact form', exchange: contact, count: 140 },
  { name: 'quoted mail', exchange: quotedMail, count: 90 },
  { name: 'spreadsheet', exchange: formula, count: 120 },
  { name: 'csv upload', exchange: csv, count: 110 },
  { name: 'booking', exchange: booking, count: 130 },
  { name: 'geocoding', exchange: geo, count: 120 },
  { name: 'restaurant', exchange: menu, count: 90 },
  { name: 'insurance claims', exchange: insurance, count: 100 },
  { name: 'completion', exchange: autocomplete, count: 180 },
];
