import { type EndpointCase, pathMaker } from './endpoint-case.ts';
import type { Random } from './random.ts';
import { enumeration, type Field, field, leaf, object } from './shape.ts';

/**
 * Closed lists as published descriptions of APIs write them: FHIR, ISO 20022, GitHub, Kubernetes, Incoterms, media and
 * network standards, menus of forms. Every second list is held out: of those only the totals are looked at.
 */
export const DEV_LISTS: readonly string[] = [
  'salutation: Mr | Mrs | Ms | Dr',
  'title: Mr | Mrs | Miss | Prof',
  'gender: male | female | other | unknown',
  'maritalStatus: single | married | divorced | widowed',
  'companySize: 1-10 | 11-50 | 51-200 | 201-500',
  'employees: <10 | 10-49 | 50-249 | 250+',
  'ageGroup: 0-17 | 18-34 | 35-54 | 55+',
  'ageBand: 18-24 | 25-34 | 35-44 | 45-64 | 65+',
  'paymentTerms: NET15 | NET30 | NET60',
  'terms: net_30 | net_45 | due_on_receipt',
  'authorAssociation: OWNER | MEMBER | CONTRIBUTOR | NONE',
  'customerGroup: retail | wholesale | vip | staff',
  'customerSegment: smb | midmarket | enterprise | public_sector',
  'contactPreference: email | phone | post | none',
  'preferredContactTime: morning | afternoon | evening',
  'language: en | de | fr | nl | pl',
  'userLocale: en-US | de-DE | fr-FR | nl-NL',
  'userTheme: light | dark | system',
  'memberLevel: bronze | silver | gold | platinum',
  'guestType: adult | child | infant',
  'passengerClass: economy | premium_economy | business | first',
  'patientClass: inpatient | outpatient | emergency | observation',
  'subjectArea: maths | physics | history | biology',
  'bodyStyle: sedan | hatchback | estate | coupe | convertible',
  'transmission: manual | automatic | cvt | dsg',
  'fuel: petrol | diesel | electric | plug-in hybrid',
  'incoterm: EXW | FOB | CIF | DAP | DDP',
  'freightTerm: prepaid | collect | third party',
  'dayCount: 30/360 | ACT/360 | ACT/365 | 30E/360',
  'settlement: T+0 | T+1 | T+2 | T+3',
  'blood: A+ | A- | B+ | O+ | O-',
  'rating: AAA | AA+ | A- | BBB',
  'grade: A+ | A | B+ | B | C',
  'cefrLevel: A1 | A2 | B1 | B2 | C1 | C2',
  'quarter: Q1 | Q2 | Q3 | Q4',
  'fiscalPeriod: FY23 | FY24 | FY25',
  'resolution: 480p | 720p | 1080p | 4K',
  'aspectRatio: 16:9 | 4:3 | 1:1 | 21:9',
  'codec: h264 | h265 | vp9 | av1',
  'mimeType: application/pdf | image/png | image/jpeg | text/csv',
  'tlsVersion: TLSv1.1 | TLSv1.2 | TLSv1.3',
  'protocolVersion: 1.0 | 1.1 | 2.0',
  'cipher: AES-128-GCM | AES-256-GCM | CHACHA20-POLY1305',
  'hashAlgorithm: MD5 | SHA-1 | SHA-256 | SHA-512',
  'algorithm: RS256 | ES256 | HS256 | EdDSA',
  'arch: amd64 | arm64 | i386 | ppc64le',
  'instanceSize: t3.micro | t3.small | m5.large | c6g.xlarge',
  'region: us-east-1 | us-west-2 | eu-west-1 | ap-southeast-2',
  'zone: europe-west1-b | us-central1-a | asia-east1-c',
  'wifiBand: 2.4GHz | 5GHz | 6GHz',
  'frequencyBand: 868MHz | 915MHz | 433MHz',
  'voltageLevel: 110V | 230V | 400V',
  'temperatureUnit: °C | °F | K',
  'areaUnit: m² | ft² | ha',
  'speedUnit: km/h | mph | m/s | kn',
  'currencyPair: EUR/USD | GBP/USD | USD/JPY',
  'timeZone: UTC | Europe/Berlin | America/New_York | Asia/Tokyo',
  'utcOffset: +00:00 | +01:00 | -05:00',
  'operator: = | != | < | > | >= | <=',
  'comparison: eq | ne | lt | le | gt | ge',
  'queryOperator: AND | OR | NOT',
  'searchScope: title | body | author | everything',
  'httpMethod: GET | POST | PUT | PATCH | DELETE',
  'statusCode: 2xx | 3xx | 4xx | 5xx',
  'deliveryWindow: 08:00-12:00 | 12:00-16:00 | 16:00-20:00',
  'deliveryTime: 1-2 days | 3-5 days | 5-7 days',
  'warranty: 1 year | 2 years | 5 years | lifetime',
  'experience: < 1 year | 1-3 years | 3-5 years | > 5 years',
  'geschlecht: männlich | weiblich | divers',
  'anrede: Herr | Frau | Divers',
  'zahlungsart: Rechnung | Lastschrift | Kreditkarte | Vorkasse',
  'statut: en attente | validé | refusé | expédié',
  'estado: pendiente | aprobado | rechazado | anulado',
  'tipoPago: tarjeta | transferencia | efectivo | contra reembolso',
  'stato: in attesa | approvato | rifiutato',
  'situacao: ativo | inativo | suspenso | concluído',
  'programmingLanguage: C | C++ | C# | F# | Java | Go',
  'framework: node.js | vue.js | .NET | Spring Boot',
  'shirtSize: XS | S | M | L | XL | XXL',
  'shoeWidth: narrow | regular | wide | extra wide',
  'jeansSize: 28/30 | 30/32 | 32/34 | 34/34',
  'paperSize: A3 | A4 | A5 | Letter | Legal',
  'colorSpace: sRGB | Adobe RGB | CMYK | P3',
  'fileSize: small (<1 MB) | medium (1-10 MB) | large (>10 MB)',
  'priorityLabel: P0 - Critical | P1 - High | P2 - Medium | P3 - Low',
  'severity: SEV1 | SEV2 | SEV3',
  'issueType: Bug | Story | Epic | Sub-task',
  'workflowState: To Do | In Progress | In Review | Done',
  'conclusion: success | failure | neutral | cancelled | timed_out',
  'approvalState: NOT_REQUESTED | PENDING_1ST_LEVEL | PENDING_2ND_LEVEL | APPROVED',
  'phase: PHASE_I | PHASE_II | PHASE_III | PHASE_IV',
  'trialPhase: Phase 1 | Phase 2 | Phase 2/3 | Phase 3',
  'yesNo: Y | N | U',
  'answer: yes | no | not sure',
  'consent: opt-in | opt-out | double opt-in',
  'flag: 0 | 1 | X',
  'creditDebit: CRDT | DBIT | RVSL',
  'chargeBearer: DEBT | CRED | SHAR | SLEV',
  'paymentRail: ach | fedwire | sepa_ct | sepa_ct_inst | swift',
  'accountKind: CACC | SVGS | LOAN | CARD',
  'ticketSource: web form | e-mail | phone | chat',
  'leadSource: google ads | trade show | referral | cold call',
  'channelName: #general | #random | #alerts',
  'aggregation: p50 | p95 | p99 | avg | max',
  'granularity: 1m | 5m | 1h | 1d',
  'interval: PT1M | PT5M | PT1H | P1D',
  'cronPreset: @hourly | @daily | @weekly',
  'sort: -created | created | -price | price',
  'orderBy: price asc | price desc | name asc',
  'expand: items.product | items.price | customer',
  'relationship: parent | child | spouse | sibling | friend',
  'addressUsage: billing | shipping | both',
  'ownerKind: user | team | organization | bot',
  'senderRole: agent | customer | system',
  'commentVisibility: public | internal | private',
  'messageChannel: sms | whatsapp | e-mail | push',
  'questionDifficulty: easy | medium | hard | expert',
  'schoolGrade: 1st | 2nd | 3rd | 4th | 5th',
  'floorLevel: basement | ground | 1st floor | 2nd floor',
  'companyForm: GmbH | AG | Ltd | S.A. | Inc.',
  'tokenUse: access | id | refresh',
  'termUnit: days | weeks | months | years',
  'noteKind: progress note | discharge summary | consult note',
  'reasonCode: damaged_in_transit | wrong-item | no longer needed | arrived late',
  'cancelReason: Changed my mind | Found a better price | Ordered by mistake | Other',
  'emoji: 👍 | 👎 | 🎉 | ❤️',
  'trafficLight: 🟢 | 🟡 | 🔴',
  'stars: ★ | ★★ | ★★★ | ★★★★',
  'level: L1 | L2 | L3 | L3+',
  'dietary: vegan | gluten-free | nut-free | no restriction',
];

/** Short codes and numbers with units that anything may stand in: no list of them is ever closed. */
const OPEN: Readonly<Record<string, (random: Random) => string>> = {
  seat: (random) => `${random.int(1, 60)}${random.text(1, 'ABCDEF')}`,
  shelf: (random) => `${random.text(1, 'ABCDEFGH')}-${random.int(1, 90)}`,
  gate: (random) => `${random.text(1, 'ABCD')}${random.int(1, 80)}`,
  lot: (random) => `LOT ${random.int(100, 999)}`,
  partCode: (random) => `${random.text(2, 'ABCDEFGHK')}${random.int(10, 99)}-${random.int(10, 99)}`,
  priceText: (random) => `${random.int(1, 90)}.${random.int(10, 99)} EUR`,
  opening: (random) =>
    `${random.int(6, 12)}:${random.int(10, 59)}-${random.int(13, 23)}:${random.int(10, 59)}`,
  measure: (random) => `${random.int(1, 400)} cm`,
  build: (random) => `${random.int(1, 9)}.${random.int(0, 40)}.${random.int(0, 99)}`,
  shortCode: (random) => random.text(5, 'abcdefghkmnpqrstuvwxyz23456789'),
  score: (random) => `${random.int(0, 12)}:${random.int(0, 12)}`,
  dish: (random) => `${random.pick(['Pâté', 'Crème', 'Soupe', 'Gâteau', 'Purée'])} ${random.text(4)}`,
};

function openFields(): Field[] {
  return Object.entries(OPEN).map(([name, make]) => field(name, leaf('string', make)));
}

const FIELDS = 8;
const CALLS = 130;

/** Endpoints whose answers hold the lists of a part, several each. */
export function listEndpoints(part: 'fit' | 'hold-out'): EndpointCase[] {
  const fields = DEV_LISTS.filter((_, index) => (index % 2 === 0) === (part === 'fit')).map((line) => {
    const [name = '', members = ''] = line.split(': ');
    return field(name, enumeration(members.split(' | ')));
  });
  if (part === 'fit') fields.push(...openFields());
  const endpoints: EndpointCase[] = [];
  for (let from = 0; from < fields.length; from += FIELDS) {
    const template = `/v1/menus/${['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'][from / FIELDS] ?? 'last'}`;
    endpoints.push({
      method: 'GET',
      host: part === 'fit' ? 'lists.example' : 'menus.example',
      template,
      path: pathMaker(template),
      query: [],
      request: null,
      success: {
        status: 200,
        contentType: 'application/json',
        shape: object(fields.slice(from, from + FIELDS)),
      },
      failure: null,
      calls: CALLS,
    });
  }
  return endpoints;
}
