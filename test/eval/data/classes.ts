import type { Half } from '../capability.ts';
import { CLASS_IDS } from './values/index.ts';
import { SECRETS } from './values/secrets.ts';
import { wordsOf } from './words.ts';

/**
 * What makes a value recognisable to an expert: `strong` its own shape or check digits, whatever the key; `checksum`
 * its check digits over many calls with a key that says "a number of this kind"; `context` only its key or sentence.
 */
export type Evidence = 'strong' | 'checksum' | 'context';

/** What a field must be reported as (any of), and what may be said beside it without being right or wrong. */
export interface Truth {
  readonly classId: string;
  readonly anyOf: readonly string[];
  readonly allowed: readonly string[];
}

const CONTEXT: ReadonlySet<string> = new Set([
  'access-token',
  'advertising-id',
  'api-secret',
  'aws-secret-key',
  'bank-account',
  'card-cvv',
  'date-of-birth',
  'dk-cpr',
  'driver-licence',
  'geo-coordinates',
  'health-condition',
  'icd-10',
  'imsi',
  'in-pan',
  'jp-my-number',
  'licence-plate',
  'medical-record-number',
  'passport',
  'password',
  'person-name',
  'postal-address',
  'sensitive-trait',
  'session-id',
  'swift-bic',
  'tax-number',
  'uk-sort-code',
  'us-ein',
  'us-ssn',
]);

const STRONG: ReadonlySet<string> = new Set([
  ...Object.keys(SECRETS),
  'bitcoin-address',
  'ch-ahv',
  'cn-resident-id',
  'credit-card',
  'email',
  'es-dni-nie',
  'ethereum-address',
  'fi-hetu',
  'fr-nir',
  'iban',
  'in-gstin',
  'ip-address',
  'it-codice-fiscale',
  'mac-address',
  'mx-curp',
  'phone',
  'sg-nric',
  'vin',
]);

/** Numbers of companies or taxpayers: under a key such as `taxId` the general class is right as well. */
const TAX: ReadonlySet<string> = new Set([
  'ar-cuit',
  'au-abn',
  'au-tfn',
  'br-cnpj',
  'br-cpf',
  'cl-rut',
  'de-steuer-id',
  'es-dni-nie',
  'in-gstin',
  'in-pan',
  'it-codice-fiscale',
  'pt-nif',
  'us-ein',
  'us-ssn',
]);

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'access-token': ['jwt', 'session-id'],
  'api-secret': ['access-token'],
  'basic-auth-url': ['password'],
  email: ['person-name'],
  'health-condition': ['icd-10'],
  iban: ['bank-account'],
  'icd-10': ['health-condition'],
  'jp-my-number': ['tax-number'],
  'nhs-number': ['medical-record-number'],
  'session-id': ['access-token'],
  'us-medicare-id': ['medical-record-number'],
};

const HINTS: Readonly<Record<Half, Readonly<Record<string, readonly string[]>>>> = {
  dev: {
    person: ['nationalId', 'personalNumber', 'identityNumber', 'governmentIdNumber'],
    imei: ['handsetId', 'deviceNumber'],
    'nhs-number': ['healthServiceNumber', 'patientNumber'],
    'us-aba-routing': ['bankRouting', 'routing'],
    'us-medicare-id': ['healthInsuranceId', 'insuredMemberNumber'],
    'us-npi': ['providerId', 'physicianNumber'],
  },
  check: {
    person: ['nationalIdentifier', 'identityNo', 'citizenNumber', 'national_id_number'],
    imei: ['equipmentIdentity', 'terminalSerial'],
    'nhs-number': ['healthNumber', 'patientIdentifier'],
    'us-aba-routing': ['transitNumber', 'bank_routing'],
    'us-medicare-id': ['beneficiaryNumber', 'healthPlanMemberId'],
    'us-npi': ['practitionerNumber', 'providerIdentifier'],
  },
};

export function evidenceOf(classId: string): Evidence {
  if (CONTEXT.has(classId)) return 'context';
  return STRONG.has(classId) ? 'strong' : 'checksum';
}

/** Two keys that, with the values, convince an expert though they do not name the class. */
export function hintsOf(classId: string, half: Half, index: number): readonly string[] {
  const own = wordsOf(classId, half).hints;
  if (own.length > 0) return own;
  const special = HINTS[half][classId];
  if (special !== undefined) return special;
  const person = HINTS[half]['person'] ?? [];
  return [person[index % person.length] ?? '', person[(index + 1) % person.length] ?? ''];
}

export function truthOf(classId: string, underHint: boolean): Truth {
  const secret = SECRETS[classId] !== undefined && !CONTEXT.has(classId);
  const tax = TAX.has(classId);
  return {
    classId,
    anyOf: tax && underHint ? [classId, 'tax-number'] : [classId],
    allowed: [
      ...(ALLOWED[classId] ?? []),
      ...(secret ? ['api-secret', 'access-token', 'password'] : []),
      ...(classId === 'aws-secret-key' || classId === 'aws-access-key' ? ['api-secret'] : []),
      ...(tax ? ['tax-number'] : []),
    ],
  };
}

export { CLASS_IDS };
