import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const HOST = 'post.meadow.example';

const LIQUID = [
  'Hi {{ customer.first_name | default: "there" }}, your ‹noun› is {% if order.paid %}paid{% else %}open{% endif %}.',
  '{% for item in cart.items %}{{ item.title | escape }} x {{ item.quantity }}{% unless forloop.last %}, {% endunless %}{% endfor %}',
  '{% assign total = order.total_price | minus: ‹n› | times: 0.2 %}{{ total | money }}',
  '{{ "now" | date: "%Y-%m-%d" }} {{ shop.url }}/‹word›?id={{ order.id }}',
  "{% capture name %}{{ person|lookup:'first_name'|title|default:'you' }}{% endcapture %}Hey {{ name }}!",
  '{%- comment -%} ‹verb› the ‹noun› {%- endcomment -%}{{ content_for_layout }}',
  '{{ product.price | divided_by: 100.0 | round: 2 }} EUR for ‹thing›',
  '{% case user.plan %}{% when "pro" %}Pro{% else %}Free{% endcase %} {{ user.id | plus: 1 }}',
];
const HANDLEBARS = [
  'Dear {{name}}, {{#if overdue}}please pay {{{amountHtml}}}{{else}}thank you{{/if}}',
  '{{#each items}}<li>{{this.title}} &times; {{this.qty}} = {{multiply this.price this.qty}}</li>{{/each}}',
  '{{> header title="‹noun›"}} {{formatDate date "DD.MM.YYYY"}} {{unsubscribe_url}}',
  '{{#with author}}<h2>By {{firstName}} {{lastName}}</h2>{{/with}}{{!-- the ‹noun› --}}',
  '{{#unless (eq status "‹adj›")}}{{lookup ../cart @index}}{{/unless}}',
  '{{../user.name}} and {{@root.company}} | {{insert firstName "default=Friend"}}',
  '*|FNAME|* *|IF:PAID|*ok*|END:IF|* *|UNSUB|*',
  '%%FirstName%% [[unsubscribe]] {$name} {!Contact.Name} ##ID## <%= link %>',
];
const HTML = [
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><style type="text/css">@media only screen and (max-width:‹n›px){td{width:100%!important}}</style></head><body style="margin:0;padding:0"><table width="100%"><tr><td background="https://img.‹word›.example/a.png">‹thing›</td></tr></table></body></html>',
  '<!--[if mso]><v:roundrect href="https://www.‹word›.example/?a=1&amp;b=2" style="v-text-anchor:middle"><center>‹verb› now</center></v:roundrect><![endif]--><a href="https://www.‹word›.example/">‹verb› now</a>',
  '<div style="background-image:url(\'https://img.‹word›.example/bg.jpg\');expression:none"><img src="https://t.‹word›.example/o/‹hex›.gif" width="1" height="1" alt=""></div>',
  '<p>Hi <strong>‹given›</strong>, it\'s ‹adj›: <em>‹thing›</em> &lt;50%&gt; &amp; more &mdash; <a href="mailto:a@‹word›.example?subject=O\'Brien">write</a></p>',
  '<a href="{{ link }}" target="_blank" rel="noopener">‹noun› &raquo;</a><hr><span style="font-family:\'Open Sans\',Arial">‹city›</span>',
  '<amp-img src="https://img.‹word›.example/x.jpg" layout="responsive" on="tap:AMP.setState({open: true})"></amp-img>',
  '<table><tr><td onclick="">‹n›</td></tr></table><map name="m"><area shape="rect" coords="0,0,1,1" href="#x"></map>',
];
const PLAIN = [
  'Hello ‹given›,\r\n\r\nyour ‹noun› -- ‹thing› -- is on its way.\r\nFrom: our warehouse\r\nTo: ‹city›\r\n\r\nRegards,\r\n‹family›',
  'On ‹date›, ‹given› ‹family› <a‹n›@mail.example> wrote:\r\n> Please select one of the ‹nouns›; or drop me a line.\r\n>> ok\r\n-- \r\n‹family›',
  'Content: see below\r\nLocation: ‹city›\r\nSet: ‹d›\r\n\r\nBye',
  'FWD: Re: ‹noun› #‹n› [SEC=OFFICIAL]\r\nDate: ‹date›\r\nSubject: ‹noun›\r\n\r\n"‹adj›" it is; ‹d› > 1 && done',
];

const MIME = [
  'From: ‹given› <a‹n›@mail.example>\r\nTo: b‹n›@mail.example\r\nSubject: =?UTF-8?Q?=C3=9Cber_‹noun›?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="‹hex›"\r\n\r\n--‹hex›\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHi\r\n--‹hex›\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hi</p>\r\n--‹hex›--\r\n',
  'Return-Path: <bounce‹n›@mail.example>\r\nReceived: from mx.‹word›.example (localhost [127.0.0.1]) by mx; Mon, 2 Nov 2026 10:00:00 +0000\r\nMessage-ID: <‹hex›@mail.example>\r\nSet-Cookie-Policy: none\r\n\r\nbody ‹n›',
];

const template = (r: Random, html: string): Exchange =>
  sent(r, r.pick(['POST', 'PUT']), HOST, `/v3/templates/${r.int(1, 500)}`, {
    name: 'order',
    subject: drawn(r, ['Your {{noun}} #‹n›', "It's here; {{ name }}!", '{{#if vip}}VIP {{/if}}‹noun›']),
    html_content: html,
    active: 1,
  });

const send = (r: Random, html: string): Exchange =>
  sent(r, 'POST', HOST, '/v3/mail/send', {
    from: { email: 'shop@mail.example', name: drawn(r, ['‹co›']) },
    personalizations: [
      {
        to: [{ email: `c${r.int(1, 9999)}@mail.example`, name: drawn(r, ['‹given› ‹family›']) }],
        substitutions: { '-name-': drawn(r, ['‹family›']), '%city%': drawn(r, ['‹city›']) },
      },
    ],
    content: [{ type: 'text/html', value: html }],
  });

export const MAIL: readonly BenignSource[] = [
  texts('Liquid templates', 220, LIQUID, template),
  texts('Handlebars templates', 220, HANDLEBARS, template),
  texts('HTML mail', 240, HTML, (r, html) => (r.chance(0.5) ? send(r, html) : template(r, html))),
  texts('plain mail', 160, PLAIN, (r, text) =>
    sent(r, 'POST', HOST, '/v1/messages', {
      to: `b${r.int(1, 999)}@mail.example`,
      subject: drawn(r, ['‹noun› or ‹noun›?', "Don't ‹verb›"]),
      text,
    }),
  ),
  texts('raw MIME', 100, MIME, (r, mime) =>
    sent(
      r,
      'POST',
      HOST,
      '/v1/messages/raw',
      r.chance(0.5) ? { raw: Buffer.from(mime).toString('base64url') } : { rawMessage: mime },
    ),
  ),
  texts('snippets by preview', 80, [...LIQUID, ...HANDLEBARS], (r, source) =>
    sent(r, 'POST', HOST, '/v3/templates/render', {
      source,
      data: { name: drawn(r, ['‹family›']), items: [] },
    }),
  ),
];
