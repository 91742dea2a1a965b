import { nodeCount, type ObjectStats, type SchemaNode } from './schema-node.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** ISO 639-1. */
const LANGUAGES = words(
  'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en ' +
    'eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja ' +
    'jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb ' +
    'nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq ' +
    'sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu',
);

/** Codes that are English words too: an object of these alone may well have members of these names. */
const ALSO_WORDS = words('am an as be co go he hi id ie is it la ma me my no of or pa so to us we');

/** ISO 4217, the currencies of most trade. */
const CURRENCIES = words(
  'AED ARS AUD BGN BHD BRL CAD CHF CLP CNH CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JOD JPY KES KRW KWD ' +
    'KZT MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD UYU VND ZAR',
);

const LOCALE = /^([a-z]{2})(?:[-_][A-Za-z]{2,4})?$/;
const FEWEST_CODES = 3;

/** From so many names on, in so many objects, names met once tell that there are always more. */
const FEWEST_NAMES = 8;
const FEWEST_OBJECTS = 30;
const SINGLE_SHARE = 3;

/**
 * True where names are values though none of them shows it alone: languages or currencies, or names that keep coming,
 * each with values of one kind. Read in the view only: it takes all names together.
 */
export function isMap({ properties }: ObjectStats, objects: number): boolean {
  if (properties === null || properties.size < FEWEST_CODES) return false;
  const nodes = [...properties.values()].map(({ node }) => node);
  if (!isOneKind(nodes) || nodes.every((node) => nodeCount(node) === objects)) return false;
  const names = [...properties.keys()];
  return areLanguages(names) || names.every((name) => CURRENCIES.has(name)) || areEndless(nodes, objects);
}

function areLanguages(names: readonly string[]): boolean {
  const codes = names.map((name) => LOCALE.exec(name)?.[1] ?? '');
  return codes.every((code) => LANGUAGES.has(code)) && !names.every((name) => ALSO_WORDS.has(name));
}

/** Members that a person declared are seldom met once among many objects, and never a third of them. */
function areEndless(nodes: readonly SchemaNode[], objects: number): boolean {
  if (nodes.length < FEWEST_NAMES || objects < FEWEST_OBJECTS) return false;
  const singles = nodes.filter((node) => nodeCount(node) === 1).length;
  return singles * SINGLE_SHARE >= nodes.length;
}

function isOneKind(nodes: readonly SchemaNode[]): boolean {
  const kinds = new Set(nodes.map(kindOf));
  return kinds.size === 1 && !kinds.has('');
}

/** Null comes and goes. */
function kindOf(node: SchemaNode): string {
  const kinds: string[] = [];
  if (node.strings > 0) kinds.push('string');
  if (node.integers + node.numbers > 0) kinds.push('number');
  if (node.booleans > 0) kinds.push('boolean');
  if (node.arrays > 0) kinds.push('array');
  if (node.objects > 0) kinds.push('object');
  return kinds.join(' ');
}
