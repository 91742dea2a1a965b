import { GIVEN_NAMES } from '../data-classes/given-names.ts';
import { keyWords, singular } from '../data-classes/key-words.ts';
import { plainLetters } from '../data-classes/person-name.ts';
import { MORE_MEMBER_WORDS } from './member-words.ts';
import { isMenuText } from './menu-text.ts';

/**
 * Words that everyday APIs write as property, parameter and header names. A name made of these alone says nothing
 * about anyone, so it may be shown whoever sent it. No given names, no surnames, no places.
 */
const FIELD_WORDS: ReadonlySet<string> = new Set(
  (
    'a abstract accept access account accounting action active activity actor add additional address addr admin after ' +
    'age agent aggregate alert algorithm alias all allergy allocation allow alpha alt alternate amount an analytics ' +
    'and annotation annual answer any api app application apply approval approved archive area arg argument array ' +
    'article asc asset assigned assignee at attachment attempt attribute audience audio audit auth author authorization ' +
    'auto available avatar average avg back background balance bank bar barcode base basic basket batch bearer before ' +
    'begin beneficiary beta bic billing binary bio birth birthdate birthday blob block blood blue board body book ' +
    'booking bool boolean born bottom box branch brand bridge bsn buffer bug build building bulk bundle business buyer ' +
    'by byte cache calendar call callback campaign cancel cancelled canonical capacity capture card cardholder carrier ' +
    'cart case cash catalog catalogue category cause cell center cents certificate change channel chapter charge chart ' +
    'chassis check checked checkout checksum child children choice city claim class cleared client clock close closed ' +
    'cloud cluster code collection color colour column command comment commit commodity company complete completed ' +
    'component condition conf config configuration confirm confirmed connection consent console constraint consumer ' +
    'contact container content context contract control conversion cookie coord coordinate coordinates copy correlation ' +
    'cost count counter country county coupon cover cpf create created creator credential credit criteria currency ' +
    'current cursor custom customer cvc cvv cycle daily dashboard data database dataset date datetime day days debit ' +
    'debug decimal decision default definition delay delete deleted deliver delivered delivery delta department depth ' +
    'desc description destination detail details device diagnosis diff digest digit dimension direction directory ' +
    'disabled discount display distance dob doc doctor document domain done down download draft driver drivers due ' +
    'duration dynamic e edge edit edition edges effective ein element eligible email embed embedded employee employer empty ' +
    'enable enabled encoding encryption end ended endpoint energy engine enquiry entity entries entry enum env environment ' +
    'equal error errors estimate estimated etag event events every exact exam example exchange exclude execution exp ' +
    'expense expiration expire expired expires expiry export expression extension extensions extern external extra face ' +
    'facet factor fail failed failure family fault fax feature feed fee feedback fetch field fields file filename files ' +
    'filter final finance finished first firstname flag flags flight floor flow folder font food footer for force foreign ' +
    'form format forward found fraction fragment frame free frequency from full fullname function fund future game ' +
    'gateway gender general geo geometry gift given global goal grade grand grant graph grid gross ground group groups ' +
    'growth guest handle has hash head header headers health height held help hidden high history hit holder home host ' +
    'hotel hour hours href html http https hub iat iban icd icon id identifier identity idp ids if ignore image images ' +
    'import in inactive include included income index indicator info information init input insert inspection install ' +
    'instance institution insurance int integer intent interest interface internal interval invalid inventory invite ' +
    'invoice ip is isbn iso issue issued issuer item items iss jwt job join json jti jurisdiction keep key keyword keywords ' +
    'keys kid kind label lang language languages last lastname lat latest latitude launch layer layout lead leaf left ' +
    'legal length level license licence life limit line line1 line2 lines link links list lists lng load loan local ' +
    'locale location lock locked log logged login logo logs lon long longitude lookup loop lot low loyalty machine mail ' +
    'main make male manager manufacturer map margin mark market master match material max maximum me mean measure media ' +
    'median medical medication medium member members memo memory menu merchant message messages meta metadata method ' +
    'metric metrics middle migration mileage mime min minimum minor minute minutes missing mobile mode model modified ' +
    'modifier module money month monthly more motor mount move mrn ms msg multi multiple name names namespace nation ' +
    'national nationality native net network new next nhs nickname no node nodes none normal note notes notice ' +
    'notification npi null num number numeric object objects occurred of off offer office offset old on online op open ' +
    'operation operator opinion opt option optional options or order orders org organization organisation origin ' +
    'original other out output over owner package page pages pagination paid pan panel param parameter parameters params ' +
    'parent part participant partner parts party passenger passport password passwd path patient pattern pay payable ' +
    'payee payer payload payment payments pending per percent percentage percentile performance period permission ' +
    'permissions person personal phase phone photo physical picture pin ping place plan plate platform player point ' +
    'points policy poll pool popular port portal position post postal postcode power precision predicate preference ' +
    'preferences preferred prefix premium prescription present presentation preview previous price prices pricing ' +
    'primary print priority privacy private procedure process processed product products profile program progress ' +
    'project promo promotion property props protected protocol provider province proxy public publish published ' +
    'publisher purchase purpose push quality quantity query question queue quota quote race random range rank rate ' +
    'rates rating ratio raw reaction read ready real reason receipt receive received receiver recent recipient record ' +
    'records recurring red redirect ref reference referral referrer refresh refund region register registered ' +
    'registration rejected relation relationship relationships release released religion remaining remark remote remove ' +
    'removed rendered renewal rent replace reply report repository request requested requests required reservation reset ' +
    'resolution resolved resource resources response restaurant restricted result results resume retry return returned ' +
    'revenue review reviews revision right risk role roles room root round route routing row rows rule rules run salary ' +
    'sale sales sample scale schedule scheduled schema scheme scope scopes score screen script search seat second ' +
    'seconds secret section sector secure security segment select selected self sell seller send sender sent sequence ' +
    'serial series server service services session set setting settings severity sex shape share shared shift ship ' +
    'shipment shipped shipping shop short show side sign signature signed sim simple since single site size skill skip ' +
    'sku slot slug snapshot social software sort sortcode source space span spec special specification speed split ssn ' +
    'stack staff stage standard star start started starts stat state static station statistics stats status step steps ' +
    'stock stop stopped storage store strategy stream street string structure student style sub subject submission ' +
    'submit submitted subscriber subscription subtotal subtype success successful suffix sum summary supplier support ' +
    'supported surname suspended swift symbol sync system table tag tags target task tasks tax team tel telephone ' +
    'temperature template tenant term terms test text theme thread threshold thumbnail ticket tier time timeline timeout times ' +
    'timestamp timezone tin tip title to today toggle token tokens tool top topic topics total totals trace track ' +
    'tracking trade traffic trail train transaction transactions transfer transform transition translation transport ' +
    'travel trend trial trigger true truncated trust ts type types typename unique unit units unknown unread until up ' +
    'update updated upload upper uri url urls usage use used user users username utc uuid v valid validation validity ' +
    'value values var variable variables variant variants vat vehicle vendor verification verified verify version ' +
    'vehicle via video view viewed viewer views vin virtual visibility visible visit void volume vote votes wait wallet ' +
    'warehouse warning was web webhook website week weekly weight width window wish with withdrawal word work workflow ' +
    'worker workspace write x xml y year years z zip zipcode zone zoom faultcode faultstring envelope soap graphql ' +
    'mutation operationname jsonrpc rpc q s p n k i d h t l ll w hal aud nbf sid bid ask who what when where why how ' +
    'redis kafka ean gtin upc asin sha256 sha1 md5 ipv4 ipv6 oauth2 utf8 base64 h1 h2 h3 sha512 http2 mp3 mp4 s3 csv pdf ' +
    'png jpg jpeg gif xls docx tls ssl dns cors csrf xsrf sso mfa otp totp saml oidc iso8601 rfc stars reviewer rfm dry'
  ).split(' '),
);

/** Words of closed lists: states, kinds, roles, units, ways. */
const MEMBER_WORDS: ReadonlySet<string> = new Set(
  (
    'abandoned aborted absent accepted acknowledged activated adult amex android annually anonymous applied asap ' +
    'assigned authorised authorized awaiting bad blocked blocking bounced bronze browser business canceled captured ' +
    'cheque child clean collected common confirmed connected converted created critical damaged dead deactivated ' +
    'declined degraded denied deployed desktop diamond diners disconnected discover dispatched disputed down dropped ' +
    'economy elevated escalated ephemeral excellent exempt expedited express extended fair false fatal female finalized ' +
    'fixed flat fragile frozen fulfilled gold good green guest halted healthy heavy hold hot idle immediate imported ' +
    'inbound individual initiated initial instant invited ios jcb kilogram kg g km m cm mm lb oz mile km/h large legacy ' +
    'light linux live locked lost low macos maestro maintenance major male manual married mastercard matched medium ' +
    'merged mild minor mixed moderate muted never nominal offline ok ongoing opened optional orange outbound outgoing ' +
    'overdue overnight owned packed partial partially passed paused paypal permanent picked placed planned platinum poor ' +
    'posted preparing prepaid prepared processing production provisional queued reader received reconciled recovered ' +
    'refunded refused regular rejected released renewed reopened replied reported required rescheduled reserved ' +
    'resolved restored retired returned reversed revoked running sandbox sepa settled severe silver single sick slow ' +
    'small solved spam staging stale standby starter stored succeeded superseded suspicious tablet temporary terminated ' +
    'testing todo trialing triggered trusted unassigned unavailable unconfirmed undefined unhealthy unpaid unresolved ' +
    'unspecified untrusted unverified up upcoming urgent valid visa voided vip waiting warn windows withdrawn wire xl ' +
    'xs xxl yellow yes no read write execute owner editor maintainer developer enterprise basic pro premium monday ' +
    'tuesday wednesday thursday friday saturday sunday january february march april may june july august september ' +
    'october november december daily hourly weekly monthly quarterly yearly once asc desc ascending descending get post ' +
    'put patch delete head options celsius fahrenheit metric imperial north south east west not found null ready'
  ).split(' '),
);

/** True when every word of the name is shipped vocabulary (`orderItems[]`, `created_at`, `X-Request-Id`). */
export function isShippedName(name: string): boolean {
  const words = keyWords(name);
  if (words.length === 0) return false;
  return words.every((word) => FIELD_WORDS.has(word) || FIELD_WORDS.has(singular(word)));
}

/** True when a value is shipped vocabulary or a code of ISO 3166, 4217 or 639 by its form. */
export function isShippedMember(text: string): boolean {
  if (text.length > 40 || !MEMBER_FORM.test(text)) return false;
  if (CODE_FORM.test(text)) return true;
  return keyWords(text).every(isMemberWord);
}

function isMemberWord(word: string): boolean {
  return MEMBER_WORDS.has(word) || FIELD_WORDS.has(word) || MORE_MEMBER_WORDS.has(word);
}

const MEMBER_FORM = /^[A-Za-z][A-Za-z0-9]*(?:[ _/.-][A-Za-z0-9]+)*$/;
const CODE_FORM = /^(?:[A-Z]{2,3}|[a-z]{2}(?:[-_][A-Z]{2})?)$/;

/** `IN_TRANSIT_TO_HUB`: written by a program, shown once enough clients sent it. */
const CONSTANT_FORM = /^[A-Z]{1,24}(?:_[A-Z]{1,24}){1,4}$/;

/** A word of letters, or several joined as programs and menus join them, with a digit or two at the end; `-name` sorts. */
const WORD_FORM = /^[-+]?[A-Za-z]{1,40}(?:[_.:/ -][A-Za-z]{1,40}){0,5}[0-9]{0,2}$/;

/** Codes of one or two characters, operators, grades. */
const SHORT_FORM = /^(?:[A-Za-z0-9]{1,2}|[<>=!]{1,3}|[A-Za-z][+-])$/;

/** `A4`, `v1`, `W18`, `1h`, `720p`, `HD-4K`, `24_hour`: with more digits they are numbers that never come again. */
const NUMBERED_FORM =
  /^(?:[A-Za-z]{1,3}[0-9]{1,2}|[0-9]{1,3}[A-Za-z]{1,5}|[A-Za-z]{2,8}[-_ ][0-9]{1,2}[A-Za-z]?|[0-9]{1,2}[-_ x][A-Za-z]{2,8})$/;

/** RFC 6838. */
const MEDIA_TYPE_FORM = /^[a-z]{4,11}\/[a-z0-9][a-z0-9.+-]{1,34}$/;

/** As text, as a text that only enough clients open, or not at all: then it is a count and a hash. */
export type Keeping = 'plain' | 'sealed' | 'never';

export function keepingOf(text: string): Keeping {
  if (text.length > 40) return 'never';
  const known = MEMO.get(text);
  if (known !== undefined) return known;
  const keeping = keepingOfNew(text);
  if (MEMO.size >= MEMO_LIMIT) MEMO.clear();
  MEMO.set(text, keeping);
  return keeping;
}

function keepingOfNew(text: string): Keeping {
  if (CONSTANT_FORM.test(text) || isShippedMember(text)) return 'plain';
  if (SHORT_FORM.test(text) || NUMBERED_FORM.test(text) || MEDIA_TYPE_FORM.test(text)) return 'sealed';
  return (WORD_FORM.test(text) || isMenuText(text)) && !isFullName(text) ? 'sealed' : 'never';
}

const TITLE_CASE = /^\p{Lu}[\p{Ll}'’]{1,30}(?:[ -]\p{Lu}[\p{Ll}\p{Lu}'’]{1,30}){1,3}$/u;

/** A person's name is kept for nobody, however many write it. */
function isFullName(text: string): boolean {
  return TITLE_CASE.test(text) && text.split(/[ -]/).some((word) => GIVEN_NAMES.has(plainLetters(word)));
}

const MEMO = new Map<string, Keeping>();
const MEMO_LIMIT = 4096;
