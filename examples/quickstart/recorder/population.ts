import { hashText, hexOf, SeededRandom, uuidOf } from './seeded-random.ts';

/** Synthetic people and goods. Mail domains are reserved (RFC 2606), card numbers are the networks' published test numbers. */
export interface Person {
  readonly index: number;
  readonly customerId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly dateOfBirth: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly iban: string;
  readonly cardNumber: string;
  readonly password: string;
}

const FIRST_NAMES = [
  'Amelia',
  'Bruno',
  'Carla',
  'Dmitri',
  'Elena',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Katja',
  'Liam',
  'Marta',
  'Nadia',
  'Oscar',
  'Priya',
  'Quentin',
  'Rosa',
  'Stefan',
  'Teresa',
  'Ulrich',
  'Vera',
  'Walter',
  'Yasmin',
  'Zoe',
];
const LAST_NAMES = [
  'Abbott',
  'Bergmann',
  'Castillo',
  'Dubois',
  'Eriksson',
  'Fischer',
  'Garcia',
  'Hansen',
  'Ivanova',
  'Janssen',
  'Kowalski',
  'Lindberg',
  'Moreau',
  'Novak',
  'Olsen',
  'Petrov',
  'Quinn',
  'Rossi',
  'Schneider',
  'Tanaka',
  'Ueda',
  'Vogel',
  'Weber',
  'Young',
  'Zimmermann',
];
const CITIES = ['Springfield', 'Riverton', 'Lakeview', 'Hillcrest', 'Fairhaven', 'Oakdale'];
const IBANS = [
  'DE89370400440532013000',
  'GB82WEST12345698765432',
  'FR1420041010050500013M02606',
  'NL91ABNA0417164300',
  'ES9121000418450200051332',
  'BE68539007547034',
];
const CARD_NUMBERS = [
  '4111111111111111',
  '5555555555554444',
  '378282246310005',
  '4012888888881881',
  '5105105105105100',
];

const PEOPLE_COUNT = 420;

function personAt(index: number): Person {
  const random = new SeededRandom(`person/${index}`);
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  const year = random.integer(1948, 2004);
  const month = String(random.integer(1, 12)).padStart(2, '0');
  const day = String(random.integer(1, 28)).padStart(2, '0');
  return {
    index,
    customerId: uuidOf(`customer/${index}`),
    firstName,
    lastName,
    email: `${firstName}.${lastName}.${index}@mail.example`.toLowerCase(),
    phone: `+1 202-555-01${String(index % 100).padStart(2, '0')}`,
    dateOfBirth: `${year}-${month}-${day}`,
    street: `${random.integer(1, 240)} ${random.pick(['Maple', 'Elm', 'Cedar', 'Willow'])} Street`,
    city: random.pick(CITIES),
    postcode: String(random.integer(10_000, 99_000)),
    iban: random.pick(IBANS),
    cardNumber: random.pick(CARD_NUMBERS),
    password: `not-a-real-password-${hexOf(`password/${index}`, 6)}`,
  };
}

export const PEOPLE: readonly Person[] = Array.from({ length: PEOPLE_COUNT }, (_, index) => personAt(index));

export function personById(customerId: string): Person | undefined {
  return PEOPLE_BY_ID.get(customerId);
}
const PEOPLE_BY_ID = new Map(PEOPLE.map((person) => [person.customerId, person]));

export function personByEmail(email: string): Person | undefined {
  return PEOPLE_BY_EMAIL.get(email);
}
const PEOPLE_BY_EMAIL = new Map(PEOPLE.map((person) => [person.email, person]));

/** Some person, chosen by the text: the owner of an order, an invoice, a card. */
export function ownerOf(text: string): Person {
  const person = PEOPLE[hashText(text) % PEOPLE.length];
  if (person === undefined) throw new RangeError('no people');
  return person;
}

const MATERIALS = [
  'oak',
  'linen',
  'copper',
  'walnut',
  'ceramic',
  'wool',
  'bamboo',
  'leather',
  'marble',
  'velvet',
  'rattan',
  'slate',
];
const GOODS = [
  'armchair',
  'bookshelf',
  'bowl',
  'cushion',
  'desk',
  'kettle',
  'lamp',
  'mirror',
  'rug',
  'sofa',
  'teapot',
  'vase',
  'wardrobe',
];

/** Word slugs such as `walnut-bookshelf`: nothing in one slug alone says that it is an identifier. */
export const PRODUCT_SLUGS: readonly string[] = MATERIALS.flatMap((material) =>
  GOODS.map((good) => `${material}-${good}`),
);

export const BRAND_SLUGS: readonly string[] = [
  'aldersmith',
  'birchwood',
  'cloverfield',
  'dovetail',
  'elmhurst',
  'fernhill',
  'goldfinch',
  'heathrow-and-sons',
  'ironside',
  'juniper-lane',
  'kestrel',
  'larkspur',
  'meadowbank',
  'northgate',
  'orchard-row',
  'pinecrest',
  'quayside',
  'redfern',
  'stonebridge',
  'thistledown',
  'umberfield',
  'vinehouse',
  'westmoor',
  'yarrow',
  'ashgrove',
  'bellweather',
  'copperfield',
  'driftwood',
  'eastlake',
  'foxglove',
  'greystone',
  'hollyoak',
  'ivybridge',
  'kingfisher',
  'lavender-hill',
  'millbrook',
  'nightingale',
  'oakhaven',
  'primrose',
  'rosewood',
  'silverbirch',
  'tanglewood',
  'underhill',
  'violetta',
  'willowbank',
  'wrenfield',
  'yewtree',
  'zinnia',
  'amberley',
  'brookside',
];

/** Documentation and benchmark ranges only (RFC 5737, RFC 2544, RFC 3849), spread over many networks. */
export function clientAddressOf(actor: string): string {
  const hash = hashText(`address/${actor}`);
  const low = 1 + (hash % 250);
  const kind = (hash >>> 8) % 20;
  if (kind < 2)
    return `2001:db8:${((hash >>> 12) & 0xfff).toString(16)}:${((hash >>> 20) & 0xff).toString(16)}::${low.toString(16)}`;
  if (kind < 4) return `192.0.2.${low}`;
  if (kind < 6) return `198.51.100.${low}`;
  if (kind < 8) return `203.0.113.${low}`;
  return `198.${18 + ((hash >>> 16) & 1)}.${(hash >>> 17) & 0xff}.${low}`;
}
