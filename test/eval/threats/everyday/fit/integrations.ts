import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { asked, filled, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const HOST = 'flow.harbour.example';

const EXPRESSIONS = [
  '={{ $json.body.items[0].price * ‹d› }}',
  '={{ $node["HTTP Request"].json["‹word›"] || "none" }}',
  '{{‹n›.customer.name}} & {{‹n›.order.id}}',
  "@{triggerBody()?['‹word›']}",
  "@equals(variables('x'), '‹word›')",
  "${{ inputs.‹word› && github.event_name == 'push' }}",
  '{{steps.trigger.event.body.‹word›}}',
  '$.data[?(@.‹col› > ‹n› && @.name != "x")].id',
  '{{ execution_date.strftime("%Y-%m-%d") }} {{ var.value.‹word› }}',
  '<+pipeline.variables.‹word›> == "a" || <+stage.name> =~ "b.*"',
  '{{inputs.‹word›}} -> {{parseDate(now; "YYYY")}}',
  '{{if(1.total > ‹n›; "high"; "low")}}',
  '#{‹word›.amount + ‹d›}',
  "States.Format('{}-{}', $.a, $.b)",
  '$sum(Account.Order.Product.(Price * Quantity)) > ‹n› ? "a" : "b"',
  '%{payload.name ++ "; " ++ vars.x default "none"}',
  '<%= form.‹word› ?? "" %>',
  '[[‹word›.name]] or [[‹word›.email]]',
  '${body.‹word›} ${header.CamelFileName}',
  '{{$randomInt}} {{$guid}} {{$timestamp}}',
  '{{{stringify context.‹word›}}}',
  '@‹word›.path(../other)',
  '{{ trigger.to_state.state | int > ‹n› }}',
  '{!$Record.‹word›__c} & {!TODAY()}',
  'body("Compose")?["‹word›"]',
];
const CODE = [
  'return items.map(i => ({ json: { ...i.json, x: i.json.a || i.json.b } }));',
  "const r = await fetch('http://localhost:3000/‹word›'); return r.json();",
  'output = {"id": input_data["id"], "n": len(input_data.get("x", "")) > ‹d›}',
  "msg.payload = msg.payload.replace(/['\"<>]/g, ''); return msg;",
  'exec "curl -s ‹word›.example | jq .id"',
  "if (a && b) { emit('‹word›'); } else { throw new Error('no'); }",
  'SELECT * FROM ‹tab› WHERE id = {{ $json.id }}',
  "pm.test('ok', () => pm.expect(pm.response.json().a).to.eql(\"‹word›\")); pm.environment.set('t', 1);",
  'def transform(x):\n  import re\n  return re.sub(r"[;|&]", "", x)',
];

function step(r: Random, parameter: string): Exchange {
  return sent(r, r.pick(['POST', 'PUT']), HOST, `/api/v1/workflows/${r.int(1, 400)}`, {
    name: drawn(r, ['‹noun› to ‹noun›', "‹given›'s flow"]),
    nodes: [
      { type: 'set', parameters: { value: parameter, name: drawn(r, ['‹word›']) } },
      {
        type: 'if',
        conditions: { string: [{ value1: drawn(r, EXPRESSIONS), operation: 'notEqual', value2: '' }] },
      },
      { type: 'code', language: 'js', code: drawn(r, CODE) },
    ],
    settings: { timezone: 'UTC' },
  });
}

const TARGETS = [
  'https://api.‹word›.example/v2/events?key=‹hex›',
  'https://hooks.‹word›.example/services/T‹id›/B‹id›/‹id›',
  'https://‹word›.harbour.example/callbacks/{{id}}',
  'https://build.corp.harbour.example/job/‹word›/build?token=‹hex›',
  'https://intranet.harbour.example:9443/notify',
  'https://‹word›-‹n›.functions.example/run?code=‹b64›==',
  'https://maker.‹word›.example/trigger/{event}/with/key/‹id›',
  'https://‹word›.example/cb?redirect=%2Fhome%3Fa%3D1',
  'mailto:‹word›@mail.example?subject=it%27s',
  'https://‹word›.example/a(b)c;d=e,f/‹n›',
];
const LINKS = [
  'https://shop.‹word›.example/p/‹n›?utm_campaign=mother%27s+day&utm_content=%7Bplacement%7D',
  'https://go.‹word›.example/?to=https%3A%2F%2Fwww.‹word›.example%2F%3Fq%3Da%252Bb',
  '‹word›://open?screen=‹tab›&id=‹n›',
  'intent://scan/#Intent;scheme=‹word›;package=com.‹word›;end',
  'https://www.‹word›.example/a%2Fb%2Fc?x=%C3%A9%20%26%20%22',
  'tel:+‹big›',
  'https://maps.‹word›.example/?q=‹n›.1,-‹n›.2+(‹noun›)',
  "geo:0,0?q=‹n›+O'Connell+St",
  'whatsapp://send?text=Hi%20there%3B%20ok',
  'sms:+‹big›?body=ok;%20bye',
  'https://www.‹word›.example/#/route?x=[1,2]&y={"a":1}',
  '/relative/../path?q=1',
  'https://‹word›.example/;jsessionid=‹hex›?a=b',
  'javascript-free.example/‹word›',
];
const SIGN_IN = [
  'http://127.0.0.1:‹n›/',
  'http://localhost:‹n›/signin-oidc',
  'https://‹word›.example/login/oauth2/code/‹word›?x=1',
  'com.‹word›.‹word›:/oauth2redirect',
  'https://dev.harbour.example/cb#',
  'http://localhost:8080/realms/‹word›',
  'urn:‹word›:sp',
  'https://jwt.‹word›.example/',
];

const DELIVERIES: readonly ((r: Random) => unknown)[] = [
  (r) => ({
    ref: 'refs/heads/main',
    commits: [
      {
        message: drawn(r, [
          "Fix ‹col› = null; don't ‹verb› ‹tab›",
          "Merge '../‹word›' && bump",
          'feat: <‹word›> && ${x}',
        ]),
        added: ['../a.sh', 'src/b.sql'],
      },
    ],
    repository: { url: 'https://git.harbour.example/a/b' },
  }),
  (r) => ({
    type: 'invoice.paid',
    data: {
      object: {
        id: r.token(20),
        description: drawn(r, ['‹thing›']),
        customer_name: drawn(r, ['‹given› ‹family›']),
        metadata: { note: drawn(r, ["it's; -- ok", '1=1']) },
      },
    },
  }),
  (r) => ({
    token: r.hex(16),
    command: drawn(r, ['/‹word›']),
    text: drawn(r, ['‹verb› ‹noun› --all | ‹noun›', "add 'x' && ‹verb›", '<@U1> ; ok']),
    response_url: `https://hooks.example/${r.hex(6)}`,
  }),
  (r) => ({
    event: 'form_response',
    answers: [{ text: drawn(r, ['‹city› or ‹city›', "Can't say; 1=1?", '<none>', "O'‹family›"]) }],
  }),
  (r) => ({
    object: 'page',
    entry: [
      {
        messaging: [
          { message: { text: drawn(r, ['select ‹noun› from ‹noun›', "what's ‹n›*‹d›?", '>:( <3 ;)']) } },
        ],
      },
    ],
  }),
];

export const INTEGRATIONS: readonly BenignSource[] = [
  texts('workflow steps', 340, EXPRESSIONS, step),
  texts('callback targets', 200, TARGETS, (r, url) =>
    r.chance(0.6)
      ? sent(r, 'POST', HOST, '/v2/subscriptions', { targetUrl: url, event: drawn(r, ['‹word›.created']) })
      : filled(r, HOST, '/hub', {
          'hub.callback': url,
          'hub.topic': 'https://feeds.example/a',
          'hub.mode': 'subscribe',
        }),
  ),
  texts('links shortened and opened', 200, LINKS, (r, url) =>
    r.chance(0.5)
      ? sent(r, 'POST', 'go.harbour.example', '/v4/shorten', { long_url: url })
      : asked(r, 'go.harbour.example', '/open', { [r.pick(['url', 'u', 'link', 'target'])]: url }),
  ),
  texts('sign-in of apps', 160, SIGN_IN, (r, uri) =>
    asked(r, 'id.harbour.example', '/authorize', {
      client_id: r.token(16),
      redirect_uri: uri,
      response_mode: 'form_post',
      claims: '{"id_token":{"email":null}}',
      nonce: r.token(12),
    }),
  ),
  {
    name: 'deliveries of webhooks',
    count: 260,
    exchange: (r) => sent(r, 'POST', HOST, `/in/${r.uuid()}`, r.pick(DELIVERIES)(r)),
  },
];
