import { boundedMemo } from '../sketch/bounded-memo.ts';
import { ABSTRACT_NOUNS } from './abstract-nouns.ts';

/**
 * Words that stand in API paths as names rather than values, as data. Gathered from the vocabulary of the HTTP and
 * OAuth registries and from everyday REST usage; singular forms, plurals are derived. A word here keeps a sibling
 * literal beside a slot unless its calls look exactly like the slot's.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Leading segments that say "here begins an API" and nothing about it. */
export const BASE_WORDS: ReadonlySet<string> = words('api apis rest services public internal external');

/** Nouns whose members are people: an unknown name below them is never shown. */
export const PEOPLE_WORDS: ReadonlySet<string> = words(`
  user customer patient member person people employee contact client student teacher author buyer seller owner
  guest subscriber applicant candidate tenant driver rider passenger doctor nurse provider staff worker agent
  profile account holder beneficiary dependent insured citizen resident friend follower recipient sender lead
  prospect donor volunteer player admin operator participant attendee visitor borrower debtor cardholder
`);

/** What an operation does, or a singleton below a resource: literal beside any slot. */
const ACTION_WORDS: ReadonlySet<string> = words(`
  me self current mine my own default latest recent new search find query lookup filter suggest autocomplete count
  stats statistics statistic summary total aggregate export import upload download bulk batch all list login logout
  signin signout signup register registration authenticate authorize auth token refresh revoke introspect verify
  verification validate validation confirm confirmation activate activation deactivate enable disable lock unlock
  reset forgot change update create delete remove add edit patch get set put post send resend receive approve
  approval reject cancel cancellation accept decline close open archive restore publish unpublish submit start stop
  pause resume restart retry run execute preview draft complete completed pending active inactive archived deleted
  health healthz healthcheck live livez ready readyz readiness liveness ping pong status version info metric
  metrics docs doc swagger openapi graphql graphiql rpc soap ws wsdl schema metadata config configuration setting
  settings preference preferences callback webhook webhooks hook hooks events event subscribe unsubscribe checkout
  pay refund capture void charge transfer deposit withdraw withdrawal convert calculate estimate quote check compare
  copy clone move merge split assign unassign share unshare invite join leave follow unfollow like unlike favorite
  favourites favorites vote rate review rating transition sync synchronize reindex rebuild flush clear purge
  initialize init setup bootstrap connect disconnect attach detach mount link unlink sign encrypt decrypt hash
  generate render print scan process trigger notify notification notifications popular trending featured related
  similar nearby available random top best feed timeline home index root tree children parent ancestors descendants
  history audit log logs changelog activity activities schedule availability usage quota limit limits billing
  password passwd mfa otp 2fa totp sso saml oidc oauth oauth2 openid jwks well-known robots sitemap favicon manifest
  userinfo whoami session sessions heartbeat challenge consent device exists diff raw blame lines next previous prev
  first last today now daily weekly monthly yearly before after by from to in out on off with without for of and or
  undelete purchase redeem claim apply deny block unblock ban unban mute report reports dispatch publish ack poll
  test debug echo time clock uptime features feature flags flag capability capabilities permissions permission
`);

/** Verbs beside those above that stand first in the name of an operation. */
const VERBS: ReadonlySet<string> = words(`
  read write fetch load save insert upsert replace rename rotate upgrade downgrade rollback promote demote backup
  reboot shutdown resize scale drain cordon evict migrate failover failback invoke call predict train deploy undeploy
  undo redo analyze annotate classify detect translate recognize synthesize wait watch listen acknowledge modify
  truncate commit begin abort terminate simulate evaluate explain profile repair optimize warm invalidate vacuum
  reconcile reprocess replay requeue suspend reactivate impersonate unsuspend escalate reopen mark unmark tag untag
`);

/** States, times and choices that a path asks for: `/matches/upcoming`, `/orders/unpaid`. */
const STATES: ReadonlySet<string> = words(`
  upcoming running past finished ongoing scheduled expired overdue paid unpaid opened closed sent received incoming
  outgoing read unread starred pinned hidden visible shared owned assigned unassigned joined invited blocked muted
  banned online offline enabled disabled failed succeeded queued processing success failure warning error finalized
  future present tomorrow yesterday month week year hour minute quarter weekend anonymous authenticated verified
  historical realtime live archive unresolved resolved unanswered answered favorited subscribed eligible applicable
  required optional automatic manual synchronous asynchronous async sync temporary permanent
`);

/** Verbs that stand alone or first. */
const MORE_VERBS: ReadonlySet<string> = words(`
  install uninstall register unregister evaluate reload reset recover recovery preview estimate compute apply approve
  request respond remind resubmit reassign reschedule postpone extend renew rotate expire revert rebuild regenerate
  recalculate refresh register bulk-update bulk-delete fulfill unarchive unfollow unstar star watch unwatch track
  increment decrement toggle switch swap move reorder sort pin unpin hide show highlight flag unflag moderate
  dispatch deliver ship collect pick pack route assign claim release hold redirect hangup dial speak play playback
  record transcribe gather fork bridge mute unmute park answer send read write append truncate compress decompress
  ask buy sell trade bid order book reserve checkin checkout board enroll unenroll
`);

/** Names of resources, kinds and parts. */
const NOUNS: ReadonlySet<string> = words(`
  order item product catalog catalogue category inventory stock warehouse store shop cart basket wishlist coupon
  discount promotion promo price pricing offer deal brand vendor supplier manufacturer variant option attribute
  property image photo picture avatar video audio media file folder directory document attachment asset page post
  article blog comment thread topic message chat conversation channel room mail email inbox outbox folder template
  campaign newsletter subscription plan package bundle invoice payment bill receipt transaction statement balance
  ledger wallet card bank iban currency exchange rate fee tax tip payout payee payer merchant terminal mandate
  dispute chargeback loan mortgage credit debit score limit collateral policy claim premium coverage quote
  organization organisation company business enterprise department team group role scope permission privilege
  identity credential key apikey api-key secret certificate cert client application app project workspace board
  task todo issue ticket bug story epic sprint milestone release version build deployment pipeline job workflow
  step stage environment cluster node pod namespace deployment container image registry repository repo branch
  commit tag pull merge request change diff patch review fork star gist snippet wiki page label
  server host instance machine vm disk volume snapshot backup network subnet route router gateway firewall rule
  zone region country city state province street address location place venue point area district postal zip
  geocode map tile layer feature coordinate distance direction trip ride journey booking reservation ticket seat
  flight airline airport hotel room property listing rental car vehicle fleet driver station charger meter sensor
  device reading measurement alarm alert incident event calendar meeting appointment slot shift schedule timesheet
  course lesson class classroom grade exam quiz question answer survey form field response submission enrollment
  record encounter observation condition medication prescription allergy diagnosis procedure immunization
  practitioner visit lab result claim referral hospital clinic
  shipment shipping parcel delivery package tracking track carrier return exchange label manifest pickup dropoff
  song album artist playlist genre movie film show season episode actor director cast theatre screening game match
  league team player score tournament leaderboard achievement badge reward point bonus level quest
  book author publisher isbn library chapter quote word definition translation language locale timezone
  weather forecast alert temperature news headline source feed stream
  recipe ingredient menu dish restaurant meal table
  contract agreement signature envelope party proposal lead opportunity pipeline deal account segment audience
  ad adgroup keyword creative placement click impression conversion goal funnel experiment variant cohort dashboard
  chart widget report dataset table column row cell sheet spreadsheet database collection index shard query view
  model training prediction inference embedding completion assistant agent tool run prompt
  thing object resource entity entry element component module plugin extension integration connector connection
  provider service endpoint operation parameter argument value type kind class unit package function method
  number code name id ids data detail details information content text body header meta note memo reason link url
  uri domain website site page portal admin management manager system platform core common shared global local
  customer user people profile contact member employee partner affiliate reseller distributor
  pet animal dog cat breed vet owner store inventory cost center budget expense income revenue salary payroll leave
  absence vacation holiday benefit pension insurance candidate vacancy position applicant interview hiring
  cloud storage bucket blob queue topic subscription lambda trigger secret vault config map volume claim
  v1 v2 v3 beta alpha preview legacy mobile web ios android desktop frontend backend bff proxy edge static dist
  user-agent agent browser session cookie header language timezone currency unit measure dimension weight size color
  colour material shape style theme layout section banner slide carousel block
  contactless nfc qr barcode scan print receipt till register drawer
  post-office mailbox letter fax phone sms call recording voicemail conference participant dial
  wp json xml csv pdf html odata sparql v4 v5 v6
  countries cities categories companies currencies inventories libraries policies properties repositories
  deliveries activities addresses taxes statuses batches branches indices matches searches entries queries replies
  reply series species
`);

/** Further nouns of everyday APIs. */
const MORE_NOUNS: ReadonlySet<string> = words(`
  pref preference licence license institution recovery memory disk cpu thread heap replica shard failover certificate
  credential browser flag icon logo favicon qr initial thumbnail preview rendition poster banner cover screenshot
  caption subtitle transcript chapter bookmark highlight annotation note reaction emoji sticker mention poll vote
  voucher gift loyalty point reward tier referral bonus commission fine penalty surcharge rebate subsidy grant donation
  installment schedule due arrears interest principal apr quota allowance entitlement seat licensee tenant landlord
  recipe nutrient allergen course dish menu modifier combo table reservation waitlist rating
  module plugin theme extension widget block page menu slug layout
  dashboard panel query datasource alert incident runbook postmortem oncall escalation rotation silence
  workspace project task epic sprint board backlog milestone roadmap objective checklist worklog timer
  course class lesson module quiz assignment grade rubric submission attendance enrollment transcript
  survey question response choice branch quota panelist form field section submission signature
  employee payroll payslip pension tax deduction benefit leave timesheet shift rota contract job position
  candidate application interview offer scorecard pipeline
  notification digest inbox thread draft attachment label filter signature alias mailbox folder rule
  contact segment list campaign broadcast template automation journey form landing-page suppression bounce
  call recording voicemail conference participant queue agent transfer dtmf sip trunk number porting fax sms mms
  sim esim roaming apn data-session
  keyword source tone tts sound media asset rendition transcode encoder livestream stream recorder
  health info build environment bean mapping thread logger metric trace span
  component fact summary overview breakdown trend forecast comparison
`);

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['indices', 'index'],
  ['vertices', 'vertex'],
  ['matrices', 'matrix'],
  ['analyses', 'analysis'],
  ['statuses', 'status'],
  ['addresses', 'address'],
  ['aliases', 'alias'],
  ['media', 'medium'],
  ['data', 'data'],
  ['series', 'series'],
  ['species', 'species'],
  ['news', 'news'],
  ['movies', 'movie'],
  ['cookies', 'cookie'],
  ['caches', 'cache'],
]);

/** Singular of an English noun in lower case; the word itself when it is none. */
export function singularOf(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

const WORD_BREAK = /[-_.\s]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

/** `orderItems`, `order-items`, `OrderItems` give `order`, `items`: lower-case parts. */
export function wordParts(segment: string): string[] {
  return segment
    .split(WORD_BREAK)
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase());
}

const inList = (list: ReadonlySet<string>, word: string): boolean =>
  list.has(word) || list.has(singularOf(word));

const isKnownWord = (word: string): boolean =>
  STATES.has(word) ||
  MORE_VERBS.has(word) ||
  inList(MORE_NOUNS, word) ||
  inList(ABSTRACT_NOUNS, word) ||
  inList(NOUNS, word) ||
  inList(ACTION_WORDS, word) ||
  inList(PEOPLE_WORDS, word) ||
  BASE_WORDS.has(word);

/** Every part of the segment is a word of the list. `orders`, `order-items`, `getOrderById`, `search`. */
export function isPathWord(segment: string): boolean {
  if (segment.length > 48) return false;
  const whole = segment.toLowerCase();
  if (isKnownWord(whole)) return true;
  const parts = wordParts(segment);
  return parts.length > 0 && parts.every(isKnownWord);
}

const MARKED = /^[$_@]([A-Za-z][A-Za-z_-]{0,40})$/;

/**
 * A name that a router sets apart from values by its first character: `$metadata` (OData 4.01 part 2), `$everything`
 * (FHIR operations), `_search`, `@me`. Behind `@` stands a handle unless it is one of the words for oneself.
 */
export function isMarkedName(segment: string): boolean {
  const first = segment.charCodeAt(0);
  if (first !== 36 && first !== 64 && first !== 95) return false;
  const name = MARKED.exec(segment)?.[1];
  return name !== undefined && (first !== 64 || isActionWord(name));
}

/** `/services` at the front of a path is a base; `/namespaces/{id}/services` holds services. */
export function leadsToBase(parent: string, belowSlot: boolean): boolean {
  return !belowSlot && BASE_WORDS.has(parent.toLowerCase());
}

const ONESELF: ReadonlySet<string> = words('me self myself current mine my own whoami');

/** Whoever asks: never a value of somebody else. */
export function isOneself(segment: string): boolean {
  return ONESELF.has(segment.toLowerCase());
}

/** What is done to something: `cancel`, `getIamPolicy`. Said of the part behind a colon. */
export function isVerb(text: string): boolean {
  const [first = ''] = wordParts(text);
  return ACTION_WORDS.has(first) || VERBS.has(first) || MORE_VERBS.has(first);
}

/** A verb or a singleton (`me`, `search`, `getOrders`): names what is done. Longer phrases are as often titles. */
export function isActionWord(segment: string): boolean {
  const whole = segment.toLowerCase();
  if (inList(ACTION_WORDS, whole)) return true;
  const parts = wordParts(segment);
  return parts.length === 2 && ACTION_WORDS.has(parts[0] ?? '') && isPathWord(segment);
}

/** A plural noun: what follows is expected to name one of them. */
export function isCollectionNoun(segment: string): boolean {
  const last = wordParts(segment).at(-1);
  if (last === undefined || ACTION_WORDS.has(last)) return false;
  return (
    inList(PEOPLE_WORDS, last) || (singularOf(last) !== last && /^[a-z]+$/.test(last)) || last === 'inventory'
  );
}

export function isPeopleNoun(segment: string): boolean {
  const last = wordParts(segment).at(-1);
  return last !== undefined && inList(PEOPLE_WORDS, last);
}

const GLUED = /^[a-z]{6,24}$/;

/** Two words of the list without anything between: `checkauth`, `domainwhitelist`. */
export function isGlued(segment: string): boolean {
  if (!GLUED.test(segment)) return false;
  for (let at = 3; at <= segment.length - 3; at += 1)
    if (isKnownWord(segment.slice(0, at)) && isKnownWord(segment.slice(at))) return true;
  return false;
}

const SINGLETONS: ReadonlySet<string> = words('admin account profile');

/** What is asked for in the singular is one's own, or a part of the system: `/account/plan`, `/admin/cache`. */
export function isSingleton(segment: string): boolean {
  return SINGLETONS.has(segment.toLowerCase());
}

/** A single word of the list in lower case: a bounded set, so such children need no cap. */
export const isListedWord: (segment: string) => boolean = boundedMemo(
  (segment) => segment.length <= 24 && segment === segment.toLowerCase() && isKnownWord(segment),
  4096,
  24,
);
