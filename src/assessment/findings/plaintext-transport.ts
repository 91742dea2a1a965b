import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { countsByClass, exchangesCredentials, reliesOnCredentials, servesPlaintext } from '../proof.ts';
import type { EndpointSubject } from '../subject.ts';

/** Whether what travelled in clear was worth stealing: sensitive data, or credentials that decide. */
export function exposesOverPlaintext(endpoint: EndpointSubject): boolean {
  if (endpoint.sensitive.length > 0) return true;
  const { accepted } = endpoint.facts.auth.plaintextCredentials;
  return accepted > endpoint.redirected && (reliesOnCredentials(endpoint) || exchangesCredentials(endpoint));
}

export const plaintextTransport: FindingRule = {
  type: 'plaintext-transport',
  title: 'Served over plaintext http',
  meaning:
    'The endpoint answered over http without encryption, so everyone on the way can read and change it.',
  fix: 'Serve it over https only; answer http with a redirect or not at all, and send Strict-Transport-Security.',
  severity: 'high',
  rule: 'calls over http answered 2xx/3xx, more than were redirected',
  detect: atEachEndpoint((endpoint) => {
    if (!servesPlaintext(endpoint)) return null;
    const serious = exposesOverPlaintext(endpoint);
    return {
      severity: serious ? 'critical' : 'high',
      strength: 'proved',
      counts: {
        plaintextAccepted: endpoint.signals.plaintext.accepted,
        redirected: endpoint.redirected,
        plaintextCredentials: endpoint.facts.auth.plaintextCredentials.accepted,
        ...countsByClass(endpoint.sensitive),
      },
    };
  }),
};
