import { ibanDigits, luhnDigit } from '../check-digits.ts';
import { ALNUM, DIGITS, HEX, LOWER, padded, type Random, UPPER } from '../random.ts';
import { makerOf } from '../values/index.ts';
import { digits, grouped } from '../values/maker.ts';

/** Values of national forms that the halves of the evaluation do not have. All invented. */

type Make = (random: Random) => string;

const GIVEN =
  'Zoltán Ágnes Wojciech Małgorzata Dimitrios Eleni Nguyễn Linh Rajesh Lakshmi Abdullah Noor Tarik Emine Sergiy Oksana Luca Giorgia Mateus Larissa Sota Hina Chukwuemeka Adaeze Pierre-Yves Anne-Sophie Rhys Bethan Matti Aino'.split(
    ' ',
  );
const FAMILY =
  "Kovács Szabó Nowak Wiśniewska Papadopoulos Georgiou Tran Pham Gupta Iyer Haddad Khoury Demir Öztürk Shevchenko Bondarenko Rossi D'Angelo Oliveira Ribeiro Watanabe Kobayashi Eze Okonkwo Lefèvre Dubois Llewellyn MacLeod Virtanen Korhonen".split(
    ' ',
  );

function person(random: Random): string {
  return `${random.pick(GIVEN)} ${random.pick(FAMILY)}`;
}

function phone(random: Random): string {
  const n = (length: number): string => random.text(DIGITS, length);
  return random.pick([
    `+44 7700 900${n(3)}`,
    `0049 30 23125 ${n(3)}`,
    `+1-202-555-01${n(2)}`,
    `(415) 555-01${n(2)}`,
    `01 99 00 ${n(2)} ${n(2)}`,
    `+34 600 ${n(3)} ${n(3)}`,
    `06 ${n(2)} ${n(2)} ${n(2)} ${n(2)}`,
    `+81 3-${n(4)}-${n(4)}`,
    `+55 (11) 9${n(4)}-${n(4)}`,
    `0${n(3)}/${n(7)}`,
    `+48${n(9)}`,
    `+91 98${n(3)} ${n(5)}`,
  ]);
}

function postal(random: Random): string {
  const number = random.int(1, 180);
  const code = random.text(DIGITS, 5).replace(/^0/, '1');
  return random.pick([
    `${number} Rosewood Drive, Apt ${random.int(1, 40)}`,
    `Lindenstraße ${number}, ${code} Kassel`,
    `Calle de Alcalá ${number}, ${code} Madrid`,
    `${number} rue des Lilas, ${code} Lyon`,
    `Via Garibaldi ${number}, ${code} Torino`,
    `Keizersgracht ${number}, ${code.slice(0, 4)} AB Amsterdam`,
    `ul. Długa ${number}/4, ${code.slice(0, 2)}-${code.slice(2)} Kraków`,
    `Rua Augusta, ${number}, São Paulo`,
    `${number} Harbour Street, Sydney NSW 2000`,
    `${number} Orchard Lane, Unit ${random.int(1, 9)}, Springfield, IL ${code}`,
    `Kungsgatan ${number}, ${code.slice(0, 3)} ${code.slice(3)} Göteborg`,
    `${number} Queen Street West, Toronto, ON M5V 2B6`,
  ]);
}

function birth(random: Random): string {
  const year = random.int(1938, 2006);
  const [month, day] = [padded(random.int(1, 12), 2), padded(random.int(1, 28), 2)];
  return random.pick([
    `${year}-${month}-${day}`,
    `${day}.${month}.${year}`,
    `${month}/${day}/${year}`,
    `${day}-${month}-${year}`,
    `${year}${month}${day}`,
    `${year}-${month}-${day}T00:00:00.000Z`,
    `${year}/${month}/${day}`,
  ]);
}

function card(random: Random): string {
  const [prefix, length] = random.pick([
    ['4539', 16],
    ['5412', 16],
    ['2223', 16],
    ['3714', 15],
    ['6011', 16],
    ['3530', 16],
    ['6221', 16],
    ['3600', 14],
    ['6759', 16],
  ] as const);
  const payload = prefix + random.text(DIGITS, length - 5);
  return payload + luhnDigit(payload);
}

/** Structures of the SWIFT IBAN registry. */
const BBAN: readonly (readonly [string, string])[] = [
  ['FR', 'nnnnnnnnnncccccccccccnn'],
  ['ES', 'nnnnnnnnnnnnnnnnnnnn'],
  ['IT', 'annnnnnnnnncccccccccccc'],
  ['PL', 'nnnnnnnnnnnnnnnnnnnnnnnn'],
  ['BE', 'nnnnnnnnnnnn'],
  ['CH', 'nnnnncccccccccccc'],
  ['DK', 'nnnnnnnnnnnnnn'],
  ['FI', 'nnnnnnnnnnnnnn'],
  ['TR', 'nnnnnncccccccccccccccc'],
  ['AE', 'nnnnnnnnnnnnnnnnnnn'],
];

function iban(random: Random): string {
  const [country, shape] = random.pick(BBAN);
  const account = Array.from(shape, (kind) =>
    random.text(kind === 'n' ? DIGITS : kind === 'a' ? UPPER : DIGITS + UPPER, 1),
  ).join('');
  const plain = country + ibanDigits(country, account) + account;
  return random.chance(0.3) ? plain.replace(/(.{4})(?=.)/g, '$1 ') : plain;
}

function plate(random: Random): string {
  const l = (count: number): string => random.text('ABCDEFGHJKLMNPRSTVWXYZ', count);
  const n = (count: number): string => random.text(DIGITS, count);
  return random.pick([
    `${l(2)}-${n(3)}-${l(2)}`,
    `${n(4)} ${l(3)}`,
    `${l(2)} ${n(3)} ${l(2)}`,
    `${l(3)}-${n(3)}`,
    `${n(1)}-${l(3)}-${n(3)}`,
    `${random.pick(['HB', 'DO', 'LEV'])}-${l(2)} ${n(3)}`,
    `${l(2)}${n(2)}${l(3)}`,
    `${l(3)}${n(1)}${l(1)}${n(2)}`,
    `${n(1)}${l(3)}${n(3)}`,
  ]);
}

function passport(random: Random): string {
  return random.pick([
    random.text(DIGITS, 9).replace(/^0/, '5'),
    `${random.text(UPPER, 1)}${random.text(DIGITS, 7)}`,
    `${random.text(UPPER, 2)}${random.text(DIGITS, 7)}`,
    `${random.text(UPPER, 3)}${random.text(DIGITS, 6)}`,
    `${random.text(DIGITS, 2)}${random.text(UPPER, 2)}${random.text(DIGITS, 5)}`,
    `C${random.text('CFGHJKLMNPRTVWXYZ0123456789', 7)}${random.int(0, 9)}`,
  ]);
}

function licence(random: Random): string {
  return random.pick([
    `${random.text(UPPER, 1)}${random.text(DIGITS, 7)}`,
    `${random.text(UPPER, 1)}${random.text(DIGITS, 12)}`,
    digits(random, 8),
    digits(random, 9),
    `${random.text(UPPER, 1)}${random.text(DIGITS, 3)}-${random.text(DIGITS, 3)}-${random.text(DIGITS, 2)}-${random.text(DIGITS, 3)}-${random.int(0, 9)}`,
    `${random.text(UPPER, 2)}${random.text(DIGITS, 7)}${random.text(UPPER, 1)}`,
    `${random.text(UPPER, 1)}${random.text(DIGITS, 2)}${random.text(UPPER, 2)}${random.text(DIGITS, 5)}${random.int(0, 9)}`,
  ]);
}

/** Forms of the VIES page of the European Commission, and some domestic ones. */
function tax(random: Random): string {
  return random.pick([
    `ATU${random.text(DIGITS, 8)}`,
    `DE${digits(random, 9)}`,
    `FR${random.text(DIGITS, 2)}${digits(random, 9)}`,
    `NL${digits(random, 9)}B0${random.int(1, 9)}`,
    `IT${digits(random, 11)}`,
    `ESB${digits(random, 8)}`,
    `PL${digits(random, 10)}`,
    `GB${digits(random, 9)}`,
    `SE${digits(random, 10)}01`,
    `CHE-${random.text(DIGITS, 3)}.${random.text(DIGITS, 3)}.${random.text(DIGITS, 3)}`,
    `BE0${digits(random, 9)}`,
    `IE${random.text(DIGITS, 7)}${random.text(UPPER, 1)}A`,
  ]);
}

const CONDITIONS =
  'hypothyroidism;type 1 diabetes;generalised anxiety disorder;peanut allergy;chronic migraine;multiple sclerosis;asthma;rheumatoid arthritis;coeliac disease;iron deficiency anaemia;hepatitis B;bipolar disorder;atrial fibrillation;lactose intolerance;epilepsy;psoriasis;osteoporosis;chronic kidney disease'.split(
    ';',
  );
const TRAITS =
  'Hindu Sikh Roma Catholic atheist Jewish Muslim Buddhist Lutheran bisexual Hispanic Asian agnostic Orthodox'.split(
    ' ',
  );
const ICD =
  'E11.65 I10 J45.909 F41.1 M54.5 K21.9 N18.3 G43.909 C50.911 Z79.4 L40.0 E03.9 S72.001A O80 R51.9 B20'.split(
    ' ',
  );

function bic(random: Random): string {
  const country = random.pick(['FR', 'ES', 'IT', 'CH', 'BE', 'DK', 'FI', 'PL', 'SG', 'AU', 'IN']);
  return `${random.text(UPPER, 4)}${country}${random.text(UPPER, 1)}${random.text(DIGITS + UPPER, 1)}${random.chance(0.5) ? random.pick(['XXX', '001', 'LYO', 'ZRH']) : ''}`;
}

function coordinates(random: Random): string {
  const [lat, lon] = [random.next() * 130 - 55, random.next() * 340 - 170];
  return random.pick([
    `${lat.toFixed(6)},${lon.toFixed(6)}`,
    `${lat.toFixed(5)}, ${lon.toFixed(5)}`,
    `${lat.toFixed(4)} ${lon.toFixed(4)}`,
    `geo:${lat.toFixed(5)},${lon.toFixed(5)}`,
  ]);
}

function address(random: Random): string {
  return random.pick([
    `192.0.2.${random.int(1, 254)}`,
    `198.51.100.${random.int(1, 254)}`,
    `203.0.113.${random.int(1, 254)}`,
    `2001:db8:${random.text(HEX, 4)}::${random.text(HEX, 3)}`,
    `2001:DB8::${random.text(HEX, 4).toUpperCase()}:${random.text(HEX, 4).toUpperCase()}`,
    `::ffff:192.0.2.${random.int(1, 254)}`,
  ]);
}

function email(random: Random): string {
  const word = random.text(LOWER, random.int(4, 9));
  return random.pick([
    `${word}.${random.text(LOWER, 5)}@mail.example`,
    `${word}+tag${random.int(1, 99)}@example.com`,
    `${word}@sub.dept.example.org`,
    `${word.toUpperCase()}@EXAMPLE.NET`,
    `${word}_${random.int(1, 999)}@xn--bcher-kva.example`,
  ]);
}

function password(random: Random): string {
  return random.pick([
    `${random.text(LOWER, 6)}${random.int(10, 99)}!`,
    `${random.text(ALNUM, 7)}$${random.int(1, 9)}`,
    `Summer${random.int(2015, 2026)}#${random.text(LOWER, 2)}`,
    `${random.text(LOWER, 5)}-${random.text(LOWER, 5)}-${random.int(10, 99)}`,
  ]);
}

function record(random: Random): string {
  return random.pick([
    `MRN-${digits(random, 7)}`,
    digits(random, 8),
    `H${digits(random, 6)}`,
    `${digits(random, 7)}`,
  ]);
}

function account(random: Random): string {
  return random.pick([
    digits(random, 8),
    digits(random, 10),
    digits(random, 12),
    grouped(digits(random, 9), [3, 3], ' '),
  ]);
}

/** Base64 and hexadecimal tokens of usual lengths. */
function token(random: Random): string {
  return random.pick([
    random.text(ALNUM, 43),
    random.text(HEX, 32),
    `${random.text(ALNUM, 86)}==`,
    random.text(`${ALNUM}-_`, 64),
  ]);
}

const OWN: Readonly<Record<string, Make>> = {
  'access-token': token,
  'api-secret': token,
  'bank-account': account,
  'credit-card': card,
  'date-of-birth': birth,
  'driver-licence': licence,
  'geo-coordinates': coordinates,
  'health-condition': (random) => random.pick(CONDITIONS),
  'icd-10': (random) => random.pick(ICD),
  'ip-address': address,
  'licence-plate': plate,
  'medical-record-number': record,
  'person-name': person,
  'postal-address': postal,
  'sensitive-trait': (random) => random.pick(TRAITS),
  'swift-bic': bic,
  'tax-number': tax,
  email,
  iban,
  passport,
  password,
  phone,
};

/** A value of a class: of our own makers where there is one, else as the development half makes them, some as written. */
export function valueOf(classId: string): Make {
  const own = OWN[classId];
  if (own !== undefined) return own;
  const maker = makerOf(classId);
  return (random) => {
    const { formatted } = maker;
    return formatted !== undefined && random.chance(0.3)
      ? formatted(random, 'dev')
      : maker.make(random, 'dev');
  };
}
