import type { BenignSource } from '../../half-corpus.ts';
import { sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

/** Rules and reports as content of security products: patterns and findings in their own fields, no live payload at work. */
const PATTERNS = [
  '(?i:union\\s+(all\\s+)?select)',
  '(?i)(\\b(select|update|delete)\\b.+\\b(from|where|set)\\b)',
  '(\\.\\./|\\.\\.\\\\)',
  '<script[^>]*>',
  '(?i)(?:/etc/(?:passwd|shadow))',
  '[\'";]\\s*(or|and)\\s',
  '\\$\\{(?:jndi|env|sys):',
  'on(error|load|click)\\s*=',
  '^/(wp-admin|phpmyadmin|\\.git)(/|$)',
  '(;|\\||&&)\\s*(cat|ls|id|whoami)\\b',
  'sqlmap|nikto|nessus',
  '@rx (?i)sleep\\s*\\(',
  '\\b(exec|eval|system)\\s*\\(',
  '<!ENTITY',
  'http.request.uri.path contains "/.env" or ip.src in $blocked',
];
const FINDINGS = [
  'SQL injection in parameter `‹col›` of GET /v1/‹tab› (CWE-89), CVSS ‹d›.‹d›',
  'Reflected XSS in `q`; encode < and > and quotes',
  'Path traversal: `‹word›` accepts ../ sequences; see CVE-2021-‹n›',
  'Missing header X-Frame-Options on /‹tab›',
  'Package ‹word› ‹v› < ‹v› is affected by CVE-2025-‹n› (prototype pollution)',
  'TLS 1.0 enabled on port ‹n›; weak ciphers (DES, RC4)',
  'Secrets in .git/config and .env were found in build ‹n›',
  'SSRF possible through `callbackUrl`, metadata service reachable; block 169.254.169.254',
  'Container runs as root; /var/run/docker.sock mounted',
  'XXE: parser resolves external entities (DOCTYPE allowed)',
  'Log4j ‹v› in ‹svc›, upgrade to 2.17.1 or newer',
  'Command injection: os.system() called with user input in ‹word›.py:‹n›',
];

export const SECURITY: readonly BenignSource[] = [
  texts('rules of a firewall', 160, PATTERNS, (r, pattern) =>
    sent(r, 'POST', 'shield.harbour.example', r.pick(['/v4/zones/a/firewall/rules', '/v1/rules']), {
      rule: { pattern, action: 'block', description: drawn(r, ['Block ‹word›']) },
      priority: r.int(1, 900),
    }),
  ),
  texts('vulnerability reports', 180, FINDINGS, (r, title) =>
    sent(r, 'POST', 'shield.harbour.example', '/api/v2/findings', {
      title,
      severity: r.pick(['High', 'Medium']),
      description: drawn(r, FINDINGS),
      cwe: r.int(20, 900),
      component: drawn(r, ['‹svc›']),
    }),
  ),
];
