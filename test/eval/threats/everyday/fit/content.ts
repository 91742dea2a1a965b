import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { filled, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const HOST = 'pages.harbour.example';

const RICH = [
  '<p>It\'s <strong>‹adj›</strong> &amp; <em>‹noun›</em>: <a href="https://www.‹word›.example/?a=1&amp;b=2" target="_blank">‹verb›</a></p>',
  '<figure class="image"><img src="../../media/‹hex›.jpg" alt="‹family›\'s ‹noun›" style="width:‹d›0%"><figcaption>‹city›</figcaption></figure>',
  '<iframe width="560" height="315" src="https://video.‹word›.example/embed/‹id›" title="x" frameborder="0" allow="accelerometer; autoplay; encrypted-media" allowfullscreen></iframe>',
  '<pre><code class="language-sql">SELECT * FROM ‹tab› WHERE ‹col› = &#39;x&#39; OR 1=1</code></pre>',
  '<pre><code>&lt;script&gt;alert(&quot;hi&quot;)&lt;/script&gt;</code></pre>',
  '<video controls src="/media/‹hex›.mp4"></video><style>.a > b { color: red; background: url(../img/a.png) }</style>',
  '<svg xmlns="http://www.w3.org/2000/svg" width="‹d›" height="‹d›"><path d="M0 0h‹d›v‹d›z" fill="none"/><use xlink:href="#‹word›"/></svg>',
  '<table border="1"><tbody><tr><td>‹d› &lt; ‹n›</td><td>‹thing›</td></tr></tbody></table><hr />',
  '<img src="data:image/png;base64,iVBORw0KGgo‹b64›" alt="" />',
  '<div data-block=\'{"type":"cta","text":"‹adj›"}\' class="x"><a href="#" class="btn">‹verb›</a></div>',
  '<a href="tel:+‹big›">call</a> or <a href="mailto:x@‹word›.example?subject=Hi%20%26%20bye">mail</a>',
  '<ul><li>‹noun›</li></ul><!-- wp:paragraph {"align":"center"} --><p>‹adj›</p><!-- /wp:paragraph -->',
  '<input type="text" placeholder="‹noun›"><button type="submit">‹verb›</button><form action="/‹word›" method="post"></form>',
  '<p style="font-family: \'Times New Roman\', serif; margin: 0 auto">‹noun› -- ‹noun›</p>',
  '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mo>&lt;</mo><mn>‹d›</mn></math>',
  '<p>‹d› is <b>not</b> ‹d›<br>a && b || c</p>',
  '<details open><summary>‹noun›</summary>‹adj›</details><audio src="/a.mp3"></audio><object data="/‹word›.pdf" type="application/pdf"></object>',
  '<blockquote class="social" cite="https://social.‹word›.example/p/‹n›"><p>‹adj› ‹noun› &mdash; ‹given›</p></blockquote>',
  '<h2 id="select">SELECT your ‹noun›</h2><p>Drop &lt;table&gt; reservations; from $‹n›</p>',
  '<o:p></o:p><span lang="EN-US" style="mso-fareast-language:EN-US">‹city›</span>',
  '<p onclick="return false">‹noun›</p>',
];
const JINJA = [
  '{% extends "../base.html" %}{% block content %}{{ page.title|e }}{% endblock %}',
  '{% for p in posts if p.‹col› > ‹d› %}<li>{{ p.title|truncate(‹n›) }}</li>{% else %}none{% endfor %}',
  '{{ ‹col› * 100 / total }}% of {{ total|default(0) }} ({{ "%.2f"|format(x) }})',
  '{% set a = namespace(n=0) %}{{ loop.index0 }}{{ user.name or "anonymous" }}',
  "{% include 'partials/‹word›.twig' with {'a': 1} only %}{{ dump(x) }}{{ path('home', {id: ‹n›}) }}",
  '{{ content.‹word› | striptags | replace({"a": "b"}) }}{# ‹adj› #}',
  '<?php echo $this->‹word›; ?><#if x??>${x?html}</#if><#list a as b>${b.name}</#list>',
  '@foreach($a as $b) {{ $b->‹col› }} {!! $b->html !!} @endforeach',
  '<th:block th:text="${user.name}" th:if="${a > ‹d› and b != null}"></th:block>',
  '#set($x = ‹d›) #if($x > 1 && $y) $x.name #end ${date.format("dd")}',
  '<p>{{ request.path }} {{ config.site_name }} {{ self.title }}</p>',
  '{{ site.data["‹word›"].url | relative_url }} {{ 7 | times: ‹d› }}',
];
const MARKDOWN = [
  '# ‹adj› ‹noun›\n\nRun `npm i && npm test`; see [x](../docs/‹word›.md).\n\n```bash\ncat file | grep x > /dev/null; echo $?\n```\n',
  '| a | b |\n|---|---|\n| `SELECT 1` | `<b>` |\n\n> "‹noun›" or \'‹noun›\'\n',
  '![alt](../../assets/‹hex›.png "title") [^1]\n\n[^1]: ‹given› & ‹family› <a@mail.example>\n',
  '<details>\n<summary>Logs</summary>\n\n```\n$ ls ../\nerror: ‹word›\n```\n</details>\n',
  '---\ntitle: "‹thing›"\nlayout: ../layouts/‹word›.astro\n---\nimport X from \'../x\'\n\n<X client:load>{a && b}</X>\n',
  ':::note\nUse `${var}` or `{{var}}`, e.g. `$(cmd)`; **not** `eval()`.\n:::\n',
  '- [ ] ‹verb› from ‹noun›\n- [x] ~~drop table~~\n\n$$ x < y \\;\\text{or}\\; x=1 $$\n',
  'See `/etc/‹word›.conf`, `~/.ssh/config` and `C:\\Windows\\System32\\drivers\\etc\\hosts`.\n',
  '```mermaid\ngraph TD; A-->B; B-->|yes| C{x > ‹d›?}\n```\n',
  "```sql\nDROP TABLE IF EXISTS ‹tab›;\nINSERT INTO ‹tab› VALUES (1, 'x');\n```\n",
  '```html\n<script src="‹word›.js" defer></script>\n<img src="a.png" alt="‹noun›">\n```\n',
  '```xml\n<!DOCTYPE ‹word› SYSTEM "‹word›.dtd">\n<a/>\n```\n',
  '```python\nimport os\nos.system("ls -l")\nprint(f"{x!r}")\n```\n',
];

const page = (r: Random, content: string): Exchange =>
  sent(r, r.pick(['POST', 'PUT']), HOST, `/wp-json/wp/v2/posts/${r.int(1, 900)}`, {
    title: drawn(r, ['‹adj› ‹noun›', "‹family›'s <em>‹noun›</em>"]),
    content,
    status: 'publish',
    slug: drawn(r, ['‹word›-‹n›']),
    excerpt: drawn(r, ['‹thing›']),
  });

const BLOCKS = (r: Random, html: string): Exchange =>
  sent(r, 'PATCH', HOST, `/v2/sites/${r.hex(5)}/pages/${r.int(1, 99)}`, {
    blocks: [
      {
        type: 'html',
        props: {
          html,
          href: drawn(r, ['../‹word›/', './‹word›.html', '../../index.html#top', '/‹word›', '?p=‹n›']),
          css: drawn(r, [
            '.a{background:url("../i/‹word›.png")} .b>c{color:#‹d›‹d›‹d›}',
            '@import "../‹word›.css"; a:hover{x:y}',
          ]),
        },
      },
    ],
  });

const SNIPPETS = [
  '<script async src="https://tag.‹word›.example/gtag/js?id=G-‹id›"></script>\n<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments);}gtag(\'js\',new Date());</script>',
  '<noscript><iframe src="https://tag.‹word›.example/ns.html?id=‹id›" height="0" width="0" style="display:none"></iframe></noscript>',
  '<script type="application/ld+json">{"@context":"https://schema.example","@type":"Product","name":"‹adj›"}</script>',
  '<link rel="stylesheet" href="https://cdn.‹word›.example/a.css"><meta name="verify" content="‹hex›">',
];
const STRINGS = [
  "Bonjour %{name}, c'est l'heure de %1$s",
  '{count, plural, =0 {rien} one {# ‹noun›} other {# ‹nouns›}}',
  'Hallo {{name}}, du hast %d neue <b>‹noun›</b>',
  'こんにちは、{name}さん；「‹noun›」を選択',
  'Привет, ${name}! Выберите \'‹noun›\' или "‹noun›"',
  "{gender, select, male {He} female {She} other {They}} '{escaped}'",
  "L'élément «‹noun›» n'a pas été supprimé -- d'accord ?",
  '确定要删除‹noun›吗？(是|否)',
  '‏اختر \'‹noun›\' أو "‹noun›"؛',
  '&laquo;‹noun›&raquo; <0>‹verb›</0> <1/>',
  "Ta'lim -- o'quv; g'oya",
  'Haʻikū 100% <br/> {{- x -}}',
];

export const CONTENT: readonly BenignSource[] = [
  texts('rich text', 360, RICH, page),
  texts('rich text by form', 120, RICH, (r, html) =>
    filled(r, HOST, '/admin/save', { body: html, id: r.int(1, 999), title: drawn(r, ["It's ‹adj›"]) }),
  ),
  texts('Jinja, Twig and other templates', 240, JINJA, (r, source) =>
    sent(r, 'PUT', HOST, `/api/themes/${r.int(1, 9)}/assets`, {
      key: drawn(r, ['templates/‹word›.twig', '../‹word›.html']),
      value: source,
    }),
  ),
  texts('Markdown', 280, MARKDOWN, (r, text) =>
    sent(r, 'POST', HOST, '/api/docs', { title: drawn(r, ['‹noun›']), markdown: text, parent: null }),
  ),
  texts('site blocks', 180, RICH, BLOCKS),
  texts('snippets of a tag manager', 80, SNIPPETS, (r, html) =>
    sent(r, 'POST', HOST, `/tagmanager/v2/accounts/${r.int(1, 99)}/tags`, {
      name: 'Analytics',
      type: 'html',
      parameter: [{ key: 'html', type: 'template', value: html }],
    }),
  ),
  texts('translations', 200, STRINGS, (r, text) =>
    sent(r, 'PATCH', 'words.harbour.example', '/api/translations', {
      locale: 'xx',
      key: drawn(r, ['cart.‹word›', "it's.‹word›"]),
      value: text,
      plural: drawn(r, STRINGS),
    }),
  ),
];
