import type { FindingRule } from '../finding-rule.ts';
import { detectInUrl } from './credential-in-url.ts';

export const apiKeyInUrl: FindingRule = {
  type: 'api-key-in-url',
  title: 'API key in the URL',
  meaning: 'Clients authenticate by a key in the URL, which logs, browsers and proxies keep.',
  fix: 'Accept the key in a header only, refuse it in the URL, and replace the keys that were logged.',
  severity: 'high',
  rule: 'an API key or password in the URL of a call answered 2xx/3xx, where credentials decide',
  detect: detectInUrl(['api-key', 'basic']),
};
