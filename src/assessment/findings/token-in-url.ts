import type { FindingRule } from '../finding-rule.ts';
import { detectInUrl } from './credential-in-url.ts';

export const tokenInUrl: FindingRule = {
  type: 'token-in-url',
  title: 'Token in the URL',
  meaning:
    'Clients send an access token in the URL, which logs, browsers and proxies keep (RFC 6750 section 5.3).',
  fix: 'Accept tokens in the Authorization header only and shorten the life of those that were logged.',
  severity: 'high',
  rule: 'a token in the URL of a call answered 2xx/3xx, where credentials decide',
  detect: detectInUrl(['token']),
};
