import type { CorrelatedApi } from '../../model/correlation.ts';
import type { JsonObject } from '../../model/json.ts';
import type { ObservedEndpoint } from './estate.ts';

/** A name or address with its port. Host headers are chosen by callers, so some are neither. */
const HOST = /^(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9_](?:[a-z0-9_.-]{0,252}))(?::\d{1,5})?$/;

/** `https://host` for every scheme and host at which these endpoints were seen, sorted. */
export function serverUrls(endpoints: readonly ObservedEndpoint[]): readonly string[] {
  const urls = endpoints.flatMap(({ facts }) => {
    if (!HOST.test(facts.host)) return [];
    const { https, plaintext } = facts.signals;
    const schemes = [...(https.calls > 0 ? ['https'] : []), ...(plaintext.calls > 0 ? ['http'] : [])];
    return (schemes.length === 0 ? ['https'] : schemes).map((scheme) => `${scheme}://${facts.host}`);
  });
  return [...new Set(urls)].sort();
}

/** Where a registered API without a call would answer. */
export function registeredUrls(api: CorrelatedApi): readonly string[] {
  if (api.registered === null) return [];
  const hidden = new Set(api.provisionalHosts);
  const hosts = api.hosts.filter((host) => HOST.test(host) && !hidden.has(host));
  return [...new Set(hosts.map((host) => `https://${host}`))].sort();
}

/** OpenAPI reads no servers as `/`; linters want it said. */
export function serverObjects(urls: readonly string[]): readonly JsonObject[] {
  return urls.length === 0 ? [{ url: '/' }] : urls.map((url) => ({ url }));
}
