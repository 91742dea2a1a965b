import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on } from '../notation.ts';
import { MATERIALS, OBJECTS, PLACES } from './vocabulary.ts';

const ZONE = 'name kind serial nameservers dnssec account';
const HOST = `<any:${MATERIALS}>-<any:${OBJECTS}>.<any:example|test|invalid>`;

/** Names and networks: domain names with a last dot, networks with an encoded slash, literals with digits in them. */
export const NAME_SERVERS: Design = {
  name: 'rootzone',
  source: 'own',
  half: 'check',
  host: 'dns.rootzone.example',
  basePath: '/api/v3',
  templates: [
    on('GET POST', '/zones', list(ZONE), 'search limit', { weight: 3 }),
    on('GET PUT DELETE', '/zones/{zoneName}', item(`${ZONE} rrsets`), '', { weight: 5 }),
    on('GET', '/zones/{zoneName}/export', { type: 'text', contentType: 'text/dns' }),
    on('PUT', '/zones/{zoneName}/notify', item('result')),
    on('PUT', '/zones/{zoneName}/rectify', item('result')),
    on('GET POST', '/zones/{zoneName}/cryptokeys', list('id keytype active bits algorithm')),
    on('GET DELETE', '/zones/{zoneName}/cryptokeys/{keyNo}', item('id keytype active bits algorithm dnskey')),
    on('GET', '/zones/{zoneName}/records/{recordName}', list('type ttl content disabled'), 'type', {
      weight: 4,
    }),
    on('GET', '/ipv4/{network}', item('network owner allocated free'), '', { weight: 2 }),
    on('GET', '/ipv4/{network}/addresses', list('address host mac lastSeen')),
    on('GET', '/ipv6/statistics', item('networks addresses utilisation')),
    on('GET', '/reverse/{address}', item('address names ttl'), '', { weight: 3 }),
    on('GET POST', '/x509/certificates', list('serial subject notAfter issuer'), 'expiresBefore'),
    on('GET', '/x509/certificates/{serial}', item('serial subject notAfter issuer names pem')),
    on('POST', '/x509/certificates/{serial}/revoke', NOTHING),
    on('GET', '/x509/crl', { type: 'binary', contentType: 'application/pkix-crl' }),
    on('POST', '/acme2/new-order', item('status expires identifiers authorizations finalize'), '', {
      weight: 2,
    }),
    on('GET', '/acme2/order/{acmeOrder}', item('status expires identifiers certificate'), '', { weight: 2 }),
    on('GET', '/dns64/prefix', item('prefix exclude')),
    on('POST', '/2fa/challenge', item('challenge expires')),
    on('POST', '/2fa/verify', item('token expires')),
    on('GET', '/whois/{whoisName}', item('domain registrar created expires status'), '', { weight: 4 }),
    on('GET', '/asn/{systemNo}', item('asn name country prefixes')),
  ],
  slots: {
    zoneName: `like:${HOST}.`,
    keyNo: 'int:1-400',
    recordName: `like:<any:www|mail|api|ns1|ns2|vpn|_dmarc|*|shop|cdn|git|mx1>.<any:${PLACES}>.example.`,
    network:
      'like:<any:192.0.2|198.51.100|203.0.113>.<any:0|16|32|48|64|80|96|112|128|144|160|176|192|208|224|240>%2F<any:28|29|30>',
    address: 'ipv4',
    serial: 'like:<hex:2>%3A<hex:2>%3A<hex:2>%3A<hex:2>%3A<hex:2>%3A<hex:2>%3A<hex:2>%3A<hex:2>',
    acmeOrder: 'like:<digits:9>-<digits:11>',
    whoisName: `like:<any:${PLACES}>-<any:${OBJECTS}>.<any:example|test>`,
    systemNo: 'like:AS<int:64496-65551>',
  },
};
