import { digitsOf, isOneDigitRepeated, luhn, mod97, weightedSum } from './checksums.ts';
import { isBase58Check, isBech32, isEthereumAddress } from './crypto-addresses.ts';
import { bare, type DataClass, insideText, under } from './data-class.ts';
import { DIGIT, LOWER, UPPER } from './value-scan.ts';

/** Issuer ranges and lengths of the networks' own BIN pages: Visa, Mastercard, Amex, Discover, Diners, JCB, UnionPay, Maestro. */
const ISSUERS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^(?:30[0-5]|3095|36|38|39)/, [14, 16, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, [13, 14, 15, 16, 17, 18, 19]],
];

const CREDIT_CARD: DataClass = {
  id: 'credit-card',
  title: 'Payment card number',
  category: 'financial',
  prefilter: { bits: DIGIT, minNumber: 13 },
  pattern: /(?<![A-Za-z0-9][-._]?)[2-6]\d{3}(?:[ -]?\d){9,15}(?![-._]?[A-Za-z0-9])/g,
  validate: isCardNumber,
  contextWords: [
    'card number',
    'cardnumber',
    'card no',
    'credit card',
    'debit card',
    'pan',
    'ccnumber',
    'cc number',
    'card',
    'primary account number',
    'card account number',
    'cardnum',
    'ccnum',
    'card pan',
  ],
  contextNot: ['card id', 'card type', 'gift card', 'discard', 'card token'],
  chanceRate: 0.1,
  needsContext: false,
  positives: bare(
    '4111 1111 1111 1111',
    '5555555555554444',
    '378282246310005',
    'card 6011-1111-1111-1117 ok',
  ),
  nearMisses: bare(
    '4111111111111112',
    '41111111111111111',
    'a4111111111111111',
    '0.4111111111111111',
    '9111111111111111',
    '4111111111111111-77',
  ),
};

function isCardNumber(candidate: string): boolean {
  const digits = digitsOf(candidate);
  if (isOneDigitRepeated(digits)) return false;
  return (
    ISSUERS.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits)) &&
    luhn(digits)
  );
}

const CARD_CVV: DataClass = {
  id: 'card-cvv',
  title: 'Card verification value',
  category: 'financial',
  prefilter: { minLength: 3 },
  pattern: /^\d{3,4}$/,
  contextWords: [
    'cvv',
    'cvv2',
    'cvc',
    'cvc2',
    'cvn',
    'csc',
    'security code',
    'card security code',
    'card verification',
    'card verification value',
    'card verification code',
    'card verification number',
    'kartenprüfnummer',
    'card code',
    'cv2',
    'cvv code',
    'cvc code',
    'cvn2',
    'verification value',
    'security digit',
  ],
  contextNot: ['cvv result', 'cvc check', 'cvv check'],
  inText: [
    {
      words: [
        'cvv',
        'cvv2',
        'cvc',
        'cvc2',
        'cvn',
        'csc',
        'cvv code',
        'cvc code',
        'card security code',
        'card code',
        'card verification value',
        'card verification code',
        'card verification number',
      ],
      form: insideText(/^\d{3,4}$/),
    },
    // Codes sent to a phone have more digits.
    { words: ['security code', 'verification value'], form: insideText(/^\d{3}$/) },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('cvv', '123', '1234'),
    ...under('card_cvc', '737'),
    ...under('note', 'Declined: CVV 479 did not match'),
  ],
  nearMisses: [
    ...under('code', '123'),
    ...under('cvv', '12', '12345', 'pass'),
    ...under('cvcCheck', '123'),
    ...under('note', 'code 479 entered', 'cvv 47912'),
  ],
};

/** Total lengths of the SWIFT IBAN registry. */
const IBAN_LENGTHS =
  'AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20';

const IBAN: DataClass = {
  id: 'iban',
  title: 'International bank account number',
  category: 'financial',
  prefilter: { bits: UPPER | DIGIT, minDigits: 4, minLength: 15 },
  pattern: /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g,
  validate: isIban,
  contextWords: ['iban', 'bank account', 'account number', 'debtor account', 'creditor account'],
  // One of 97, and a third of all references would be of an issuing country and of its length.
  chanceRate: 0.003,
  needsContext: false,
  positives: bare('DE89370400440532013000', 'GB29 NWBK 6016 1331 9268 19', 'to FR1420041010050500013M02606.'),
  nearMisses: bare(
    'DE89370400440532013001',
    'DE8937040044053201300',
    'XX89370400440532013000',
    'DE00370400440532013000',
  ),
};

function isIban(candidate: string): boolean {
  const text = candidate.replaceAll(' ', '');
  const at = IBAN_LENGTHS.indexOf(text.slice(0, 2));
  if (at < 0 || at % 4 !== 0 || Number(IBAN_LENGTHS.slice(at + 2, at + 4)) !== text.length) return false;
  const check = Number(text.slice(2, 4));
  return check >= 2 && check <= 98 && mod97(text.slice(4) + text.slice(0, 4)) === 1;
}

/** Routing symbol ranges and check digit of the American Bankers Association. */
const US_ABA_ROUTING: DataClass = {
  id: 'us-aba-routing',
  title: 'US bank routing number (ABA)',
  category: 'financial',
  prefilter: { bits: DIGIT, minNumber: 9 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{9}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) =>
    /^(?:0[1-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(candidate) &&
    weightedSum(candidate, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  contextWords: [
    'routing number',
    'aba',
    'routing',
    'aba routing',
    'bank routing',
    'rtn',
    'routing transit number',
    'aba number',
  ],
  chanceRate: 0.04,
  needsContext: false,
  positives: bare('021000021', '111000025', '321171582'),
  nearMisses: bare('021000022', '990000003', '0210000210', 'x021000021'),
};

/** ISO 3166-1 alpha-2, and XK, which banks use for Kosovo. */
const COUNTRIES: ReadonlySet<string> = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC ' +
    'CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD ' +
    'GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH ' +
    'KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW ' +
    'MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC ' +
    'SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY ' +
    'UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
);

const SWIFT_BIC: DataClass = {
  id: 'swift-bic',
  title: 'Bank identifier code (ISO 9362)',
  category: 'financial',
  prefilter: { bits: UPPER, minLength: 8 },
  pattern: /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/,
  validate: (candidate) => COUNTRIES.has(candidate.slice(4, 6)),
  contextWords: [
    'bic',
    'swift',
    'swift code',
    'bic code',
    'swift bic',
    'bic swift',
    'bank identifier code',
    'bic11',
    'bic8',
    'bank swift',
  ],
  inText: [
    {
      words: [
        'bic',
        'swift',
        'swift code',
        'bic code',
        'swift bic',
        'bank identifier code',
        'bank identifier',
        'bic11',
        'bic8',
        'swift number',
        'bic number',
        'bank swift',
        'bank code',
        'bank',
        'bic swift',
      ],
      form: insideText(/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/),
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('bic', 'DEUTDEFF', 'DEUTDEFF500'),
    ...under('swiftCode', 'NEDSZAJJXXX'),
    ...under('note', 'Bank BIC DEUTDEFF accepts SEPA'),
  ],
  nearMisses: [
    ...under('status', 'DEUTDEFF'),
    ...under('bic', 'DEUTDEF', 'deutdeff', 'DEUT1EFF', 'REJECTED'),
    ...under('note', 'BIC REJECTED by bank'),
  ],
};

const BANK_ACCOUNT: DataClass = {
  id: 'bank-account',
  title: 'Bank account number',
  category: 'financial',
  prefilter: { bits: DIGIT, minDigits: 5 },
  pattern: /^\d(?:[ -]?\d){5,19}$/,
  contextWords: [
    'bank account',
    'account number',
    'bank account number',
    'acct number',
    'kontonummer',
    'account no',
    'bankaccount',
    'payout account',
    'rekeningnummer',
    'numero cuenta',
    'numero compte',
    'bank acct',
    'bank acct number',
    'beneficiary account',
    'payee account',
    'debit account',
    'credit account',
    'deposit account',
    'checking account',
    'savings account',
    'giro account',
    'settlement account',
    'acc number',
    'konto',
    'numero de cuenta',
    'numero de compte',
  ],
  contextNot: ['account number id'],
  inText: [
    {
      words: [
        'bank account',
        'account number',
        'bank account number',
        'acct number',
        'kontonummer',
        'account no',
        'rekeningnummer',
        'numero cuenta',
        'numero de cuenta',
        'bank acct',
        'acct',
        'acc number',
        'checking account',
        'savings account',
        'deposit account',
        'beneficiary account',
        'payee account',
        'konto',
        'numero de compte',
        'paid into account',
        'credited to account',
        'debited from account',
        'transfer to account',
        'transferred to account',
        'payout to account',
        'deposit to account',
        'refund to account',
        'deposited into account',
        'withdrawn from account',
        'paid to account',
      ],
      form: insideText(/^\d(?:[ -]?\d){5,19}$/),
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('accountNumber', '000123456789'),
    ...under('bank_account', '12-3456-7890123'),
    ...under('note', 'Paid to bank account number 25153960 today'),
  ],
  nearMisses: [
    ...under('number', '000123456789'),
    ...under('accountNumber', '1234', 'abc'),
    ...under('note', 'parcel 25153960 arrived'),
  ],
};

const UK_SORT_CODE: DataClass = {
  id: 'uk-sort-code',
  title: 'UK bank sort code',
  category: 'financial',
  prefilter: { bits: DIGIT, minDigits: 6 },
  pattern: /^\d{2}[- ]?\d{2}[- ]?\d{2}$/,
  contextWords: [
    'sort code',
    'sortcode',
    'branch sort code',
    'bank sort code',
    'sorting code',
    'bank sorting code',
    'uk sort code',
    'sort number',
  ],
  inText: [{ form: insideText(/^\d{2}[- ]?\d{2}[- ]?\d{2}$/) }],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('sortCode', '20-00-00', '200000'),
    ...under('note', 'Paid to sort code 20-00-00 this morning'),
  ],
  nearMisses: [
    ...under('code', '20-00-00'),
    ...under('sortCode', '2000', '20-00-0000'),
    ...under('note', 'shelf 20-00-00'),
  ],
};

const BITCOIN_ADDRESS: DataClass = {
  id: 'bitcoin-address',
  title: 'Bitcoin address',
  category: 'financial',
  prefilter: { bits: DIGIT | LOWER, minRun: 26 },
  pattern:
    /(?<![A-Za-z0-9])(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{11,71}|BC1[02-9AC-HJ-NP-Z]{11,71})(?![A-Za-z0-9])/g,
  validate: (candidate) => (/^bc1/i.test(candidate) ? isBech32(candidate) : isBase58Check(candidate)),
  contextWords: ['bitcoin', 'btc', 'wallet', 'wallet address', 'btc address', 'bitcoin address'],
  chanceRate: 1e-9,
  needsContext: false,
  positives: bare('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'),
  nearMisses: bare('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'),
};

const ETHEREUM_ADDRESS: DataClass = {
  id: 'ethereum-address',
  title: 'Ethereum address',
  category: 'financial',
  prefilter: { bits: DIGIT, minRun: 42, anyOf: ['0x'] },
  pattern: /(?<![A-Za-z0-9])0x[0-9a-fA-F]{40}(?![A-Za-z0-9])/g,
  validate: isEthereumAddress,
  contextWords: ['ethereum', 'eth', 'wallet', 'wallet address', 'ethereum address', 'eth address'],
  chanceRate: 1e-6,
  needsContext: false,
  positives: bare('0x52908400098527886E0F7030069857D2E4169EE7'),
  nearMisses: bare(
    '0x52908400098527886E0F7030069857D2E4169EE',
    `0x${'0'.repeat(40)}`,
    '0x52908400098527886E0f7030069857D2E4169EE7',
    `0x${'ab'.repeat(32)}`,
  ),
};

export const FINANCIAL_CLASSES: readonly DataClass[] = [
  CREDIT_CARD,
  CARD_CVV,
  IBAN,
  US_ABA_ROUTING,
  SWIFT_BIC,
  BANK_ACCOUNT,
  UK_SORT_CODE,
  BITCOIN_ADDRESS,
  ETHEREUM_ADDRESS,
];
