import type { FindingType } from '../../model/vocabulary.ts';
import type { FindingRule } from '../finding-rule.ts';
import { apiKeyInUrl } from './api-key-in-url.ts';
import { corsWildcardCredentials } from './cors-wildcard-credentials.ts';
import { credentialStuffing } from './credential-stuffing.ts';
import { declaredAuthNotEnforced } from './declared-auth-not-enforced.ts';
import { definitionDrift } from './definition-drift.ts';
import { gatewayBypass } from './gateway-bypass.ts';
import { idEnumeration } from './id-enumeration.ts';
import { importedSignal } from './imported-signal.ts';
import { injectionAttempt } from './injection-attempt.ts';
import { injectionSuccess } from './injection-success.ts';
import { jwtAlgNone } from './jwt-alg-none.ts';
import { missingRateLimitEvidence } from './missing-rate-limit-evidence.ts';
import { mixedAuthentication } from './mixed-authentication.ts';
import { personalDataInUrl } from './personal-data-in-url.ts';
import { plaintextTransport } from './plaintext-transport.ts';
import { secretInResponse } from './secret-in-response.ts';
import { sensitiveDataInResponse } from './sensitive-data-in-response.ts';
import { tokenInUrl } from './token-in-url.ts';
import { unauthenticatedSensitiveEndpoint } from './unauthenticated-sensitive-endpoint.ts';
import { undocumentedOperation } from './undocumented-operation.ts';
import { unmanagedApi } from './unmanaged-api.ts';
import { verboseError } from './verbose-error.ts';
import { zombieApi } from './zombie-api.ts';

/** Every finding type and the rule that detects it. The type makes a missing one a compile error. */
export const FINDING_RULES: Readonly<Record<FindingType, FindingRule>> = {
  'unauthenticated-sensitive-endpoint': unauthenticatedSensitiveEndpoint,
  'declared-auth-not-enforced': declaredAuthNotEnforced,
  'mixed-authentication': mixedAuthentication,
  'api-key-in-url': apiKeyInUrl,
  'token-in-url': tokenInUrl,
  'jwt-alg-none': jwtAlgNone,
  'plaintext-transport': plaintextTransport,
  'sensitive-data-in-response': sensitiveDataInResponse,
  'personal-data-in-url': personalDataInUrl,
  'secret-in-response': secretInResponse,
  'injection-attempt': injectionAttempt,
  'injection-success': injectionSuccess,
  'id-enumeration': idEnumeration,
  'credential-stuffing': credentialStuffing,
  'gateway-bypass': gatewayBypass,
  'unmanaged-api': unmanagedApi,
  'undocumented-operation': undocumentedOperation,
  'zombie-api': zombieApi,
  'verbose-error': verboseError,
  'cors-wildcard-credentials': corsWildcardCredentials,
  'missing-rate-limit-evidence': missingRateLimitEvidence,
  'definition-drift': definitionDrift,
  'imported-signal': importedSignal,
};
