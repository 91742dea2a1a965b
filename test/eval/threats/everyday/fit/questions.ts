import type { BenignSource } from '../../half-corpus.ts';
import { asked, raw, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const QUESTIONS = [
  'How do I join ‹tab› with ‹tab›?\n\n```sql\nSELECT a.‹col›, b.‹col›\nFROM ‹tab› a, ‹tab› b\nWHERE a.id = b.‹col› OR b.id IS NULL;\n```\nIt says *ambiguous column*.',
  "Why does `'‹word›' == '‹word›'` but `1 == '1'` too in JavaScript?",
  '`rm: cannot remove ‹word›`: I ran\n\n    sudo rm -rf ./‹word› && cd ..\n\nand now `ls -la ../` is empty.',
  'My template shows `{{ ‹word› }}` literally, what about `${‹word›}`?',
  'How to centre `<div class="‹word›">‹noun›</div>` inside `<body>`? I tried `<center>`; doesn\'t work in HTML5.',
  'I get `Uncaught TypeError` at `document.getElementById(\'‹word›\').innerHTML = x`, after `<script src="‹word›.js"></script>`.',
  'Regex for paths such as `/etc/‹word›.d/*.conf` or `C:\\Users\\‹given›\\‹word›`?',
  'PHP: `$sql = "SELECT * FROM ‹tab› WHERE name = \'" . $name . "\'";` breaks for O\'Brien. How do I escape quotes?',
  'Why is `a && b || c` not `a && (b || c)`; in shell `true || echo x; echo y` prints y',
  'Bash: `for f in $(ls *.txt); do cat $f | wc -l; done` -- how to deal with blanks?',
  'What does `2>&1 | tee ‹word›.log` do?',
  'Python: `eval("1 + ‹d›")`, `exec(code)` and `os.system("ls")`: which of them returns a value?',
  "Excel `=IF(A1>‹d›,'x','y')` fails; why must it be \"x\"?",
  'Kotlin `"${user.name} and $id"` vs. Java `String.format`?',
  "Log4j2 pattern: how do I get the host name? `${hostName}` works, `${env:HOSTNAME}` doesn't.",
  'I see `at java.lang.Runtime.exec(Runtime.java:‹n›)` but my command is `new String[]{"sh","-c","ls"}`',
  'Mongo: `db.‹tab›.find({ ‹col›: { $gt: ‹n›, $ne: null } })` is slow',
  'Spring: `@Value("#{systemProperties[\'‹word›\']}")` vs `@Value("${‹word›:none}")`',
  'nginx: `location ~* \\.(php|jsp)$ { deny all; }`, yet /index.php opens',
  'Is `<img src=x>` valid without quotes? And `<a href=#>`?',
  'curl: (7) Failed to connect to localhost port ‹n›; but http://127.0.0.1:‹n›/ works in browser',
  'XML: do I need `<!DOCTYPE ‹word› [...]>` if I have `<!ENTITY copy "&#169;">`?',
];

const PROMPTS = [
  'Write a SQL query that selects ‹col› from ‹tab› where ‹col› is ‹adj› or null',
  "Explain this error: ERROR: syntax error at or near \"'\" LINE 1: SELECT * FROM ‹tab› WHERE name = 'O'Brien'",
  'Refactor:\n```js\nelement.innerHTML = `<b>${name}</b>`;\n```',
  "Translate \"Don't ‹verb› the ‹noun›; it's ‹given›'s\" into Irish",
  'What does this do? `find . -name "*.log" -mtime +7 -exec rm {} \\;`',
  'Generate a Dockerfile; base alpine; RUN apk add curl && rm -rf /var/cache',
  'You are a helpful assistant. Ignore typos. Answer in <answer></answer> tags.',
  '<document>‹thing›</document>\n<question>‹noun› or ‹noun›?</question>',
  'Fix my Jinja: {% for x in items if x.‹col› > ‹d› %}{{ x }}{% endfor %}',
  'Summarise: ‹given› said "select one"; ‹family› said "drop it" -- who was right?',
  'Give me a regex for `../` and `..\\`',
  'Write a bash one-liner: cat /etc/passwd | cut -d: -f1 | sort',
  'Convert to Python: while(i<‹n› && a[i]!=null){i++;}',
  'Write an XSLT that maps <a x="1"/> to <b/>',
  "Poem on the O'Hare airport; 4 lines; rhyme: sleep/weep",
  'Act as a Linux terminal. First command: pwd; ls -la',
  'What is the difference between UNION and UNION ALL SELECT?',
  'Teach me Cypher: MATCH (n)-[:KNOWS]->(m) RETURN n',
  "function f(a){return a||'‹word›'} // TS types please",
];

const SUBMISSIONS = [
  'n = int(input())\nprint(sum(int(x) for x in input().split()) % ‹n›)',
  '#include <bits/stdc++.h>\nusing namespace std;\nint main(){int n;cin>>n;while(n-->0){cout<<(n&1||n==2)<<"\\n";}system("pause");}',
  'import java.util.*;\npublic class Main{public static void main(String[] a){Scanner s=new Scanner(System.in);System.out.println(s.nextInt()>‹d›?"YES":"NO");}}',
  "SELECT name FROM ‹tab› WHERE salary > (SELECT avg(salary) FROM ‹tab›) UNION SELECT 'none' ORDER BY 1;",
  "const r=require('readline').createInterface({input:process.stdin});r.on('line',l=>console.log(eval(l)));",
  'import os\nimport subprocess\nprint(subprocess.check_output(["ls", "-l"]).decode())',
  "program x; begin writeln('O''Brien'); end.",
  '<?php echo `date`; foreach ($a as $k => $v) { print "$k=$v; "; }',
  'puts [1,2,3].map { |x| x * ‹d› }.inspect; `ls`',
  'console.log(`${1+1}`); alert("Hello, ‹given›!");',
  '<html><body><h1 onclick="alert(\'hi\')">‹noun›</h1><script>let a = 1 < 2 && 3 > 2; document.write(a);</script></body></html>',
  '(defun f (x) (if (and (> x ‹d›) (or t nil)) \'a "b")) ; lisp',
  "awk -F: '$3 >= 1000 {print $1}' /etc/passwd | sort | head -n ‹d›",
  'CREATE TABLE t(a int); INSERT INTO t VALUES (‹n›); SELECT * FROM t WHERE a=‹n› OR 1=1; DROP TABLE t;',
];

export const QUESTIONS_AND_ANSWERS: readonly BenignSource[] = [
  texts('questions of developers', 320, QUESTIONS, (r, text) =>
    sent(r, 'POST', 'ask.harbour.example', r.pick(['/questions', '/answers', '/comments']), {
      title: drawn(r, ['‹verb› from ‹noun›?', "Can't ‹verb› ‹noun›s"]),
      body: text,
      tags: ['sql', 'bash'],
    }),
  ),
  texts('prompts', 320, PROMPTS, (r, text) =>
    sent(r, 'POST', 'ask.harbour.example', '/v1/chat/completions', {
      model: 'm-large',
      temperature: 0.2,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: r.chance(0.4) ? `${text}\n\n${drawn(r, PROMPTS)}` : text },
      ],
    }),
  ),
  texts('submissions', 260, SUBMISSIONS, (r, code) =>
    r.chance(0.8)
      ? sent(r, 'POST', 'judge.harbour.example', '/api/submissions', {
          problem: r.int(1, 900),
          language_id: r.int(40, 80),
          source_code: code,
          stdin: '5\n',
        })
      : sent(r, 'POST', 'judge.harbour.example', '/run', {
          files: [{ name: 'main', content: code }],
          args: ['--x', "it's"],
        }),
  ),
  texts('pastes', 140, [...SUBMISSIONS, ...QUESTIONS], (r, text) =>
    raw(r, 'POST', 'paste.harbour.example', `/p/${r.hex(6)}`, 'text/plain; charset=utf-8', text),
  ),
  texts(
    'questions searched',
    120,
    [
      'SELECT ‹col› FROM ‹tab› WHERE fails',
      'mysql union select different number of columns',
      "php mysql_query('select') O'Brien",
      "bash: syntax error near unexpected token `;'",
      'rm -rf / accident',
      '<script> not loading',
      '${var} not replaced',
      'ls | grep -v',
      '../ vs ./',
      'how to exec sp_‹word›',
      '"‹word›" is not defined',
      'cmd.exe /c ‹verb›',
      'cat /etc/os-release ‹word›',
      '{{ ‹word› }} not rendering',
      'jndi lookup spring',
      'cannot cast ‹col› as int',
      'sleep(5) python',
      'ping: ‹word›: Name or service not known',
      'onerror img fallback',
      'xml external entity meaning',
      '$ne mongodb',
      "sed 's/a/b/g' file",
      'nc -zv ‹word› 443',
    ],
    (r, text) => asked(r, 'ask.harbour.example', '/search', { q: text, tab: 'newest' }),
  ),
];
