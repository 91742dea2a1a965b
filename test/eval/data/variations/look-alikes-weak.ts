import { DIGITS, LOWER, padded, UPPER } from '../random.ts';
import type { Kind } from './look-alikes.ts';

/**
 * What stands beside values that only their keys tell, under keys of the same words: results of a check in place of the
 * code, kinds and lives of tokens, the last four digits, countries and states of documents, faults of machines.
 */
export const WEAK_KINDS: readonly Kind[] = [
  {
    what: 'result of a check of the card',
    keys: 'cvvResult cvcCheck cvv2ResultCode cvvResponse',
    value: (r) => r.pick(['M', 'N', 'P', 'U', 'pass', 'unchecked']),
  },
  {
    what: 'end of an account number',
    keys: 'accountLast4 last4 acctLastFour accountSuffix',
    value: (r) => r.text(DIGITS, 4),
  },
  {
    what: 'rule for passwords',
    keys: 'passwordMinLength passwordExpiresInDays passwordHistoryCount passwordMaxAge',
    value: (r) => r.int(3, 365),
  },
  {
    what: 'kind of a token',
    keys: 'tokenType tokenUse tokenFormat accessTokenType',
    value: (r) => r.pick(['Bearer', 'access', 'opaque', 'jwt', 'refresh']),
  },
  {
    what: 'life of a token',
    keys: 'accessTokenLifetime refreshTokenTtl tokenExpiresIn sessionTimeout',
    value: (r) => r.int(60, 86_400),
  },
  {
    what: 'fault of a machine',
    keys: 'faultCode dtcCode troubleCode alarmCode',
    value: (r) => `${r.pick(['E', 'F', 'P'])}${padded(r.int(1, 99), 2)}.${r.int(0, 9)}`,
  },
  {
    what: 'plate of a laboratory',
    keys: 'wellPlate plateBarcode assayPlate platePosition',
    value: (r) => `${r.text(UPPER, 3)}-${r.text(DIGITS, 4)}`,
  },
  {
    what: 'count of sessions',
    keys: 'sessionCount sessionIndex sessionNumber activeSessions',
    value: (r) => r.int(1, 900),
  },
  {
    what: 'fact of a document',
    keys: 'passportCountry passportType licenceCountry passportStatus',
    value: (r) => r.pick(['DE', 'FR', 'GB', 'valid', 'P', 'expired']),
  },
  {
    what: 'mode of diagnostics',
    keys: 'diagnosticMode diagnosticLevel diagnosisMode diagnosticsState',
    value: (r) => r.pick(['full', 'basic', 'off', 'on demand']),
  },
  {
    what: 'rate of a tax',
    keys: 'taxRate vatRate vatPercent taxCode',
    value: (r) => r.pick(['0.19', '0.07', '20', 'S', 'Z', 'reduced']),
  },
  {
    what: 'accuracy of a position',
    keys: 'gpsAccuracy locationAccuracy geoPrecision coordinatesAge',
    value: (r) => r.int(1, 400) / 4,
  },
  {
    what: 'place of an advertisement',
    keys: 'adUnitId adSlotId adGroupId advertiserId',
    value: (r) => r.int(100_000, 99_999_999),
  },
  {
    what: 'state of a SIM',
    keys: 'simState imsiState simType imsiSource',
    value: (r) => r.pick(['active', 'locked', 'esim', 'plastic']),
  },
  {
    what: 'name of a secret',
    keys: 'secretName apiKeyName keyAlias secretPath',
    value: (r) => `${r.text(LOWER, 5)}-${r.text(LOWER, 6)}`,
  },
  {
    what: 'movement on a screen',
    keys: 'panX panOffset panSpeed pinch',
    value: (r) => r.int(-400, 400),
  },
  {
    what: 'fact of a birth',
    keys: 'birthWeight birthOrder birthCount birthRegion',
    value: (r) => r.int(1, 4500),
  },
  {
    what: 'software licence',
    keys: 'licenceType license licenseName licenseClass',
    value: (r) => r.pick(['MIT', 'Apache-2.0', 'GPL-3.0-only', 'commercial', 'trial']),
  },
  {
    what: 'count of records',
    keys: 'medicalRecordCount recordNumber chartCount chartIndex',
    value: (r) => r.int(1, 90),
  },
  {
    what: 'state of health of a service',
    keys: 'condition health healthStatus conditionType',
    value: (r) => r.pick(['Ready', 'Healthy', 'Progressing', 'Degraded']),
  },
];
