export { toClientAddress } from './address.ts';
export { gatewayRef, startOf } from './call.ts';
export {
  toBase64Body,
  toBody,
  toDuration,
  toHost,
  toMethod,
  toName,
  toPath,
  toQuery,
  toScheme,
  toSize,
  toStatus,
} from './casts.ts';
export { asPrinted, unescapeBackslashHex, unescapeHashHex } from './escapes.ts';
export { splitHeaders } from './header-block.ts';
export { addField, Headers, prefixedHeaders, toHeaders } from './headers.ts';
export type { MapMeta } from './meta.ts';
export { Dropped, isDropped, MALFORMED, type MapOutcome, NOT_A_CALL, objectRecord } from './outcome.ts';
export { gatherPairs, type PairsShape } from './pairs.ts';
export { BROKEN_REQUEST_LINE, BROKEN_TARGET, splitNames, splitRequestLine, splitTarget } from './targets.ts';
export { clfTime, epochTime, hasDecimals, isoOrEpochTime, isoTime } from './times.ts';
export {
  containsMatch,
  equalsScalar,
  Fields,
  isOneOf,
  lookUp,
  membersOf,
  present,
  presentUnlessBlank,
} from './values.ts';
