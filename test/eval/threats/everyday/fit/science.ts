import type { BenignSource } from '../../half-corpus.ts';
import { asked, raw, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const MATHS = [
  'x = ‹d› or x = -‹d›',
  '(a or b) and not (a and b)',
  'f(x) = ‹d›x^2 + ‹n›',
  "f''(x) + ‹d›f'(x) = 0",
  '‹n› * ‹n› = ‹big›',
  '{{1,2},{3,4}} * {{‹d›,0},{0,‹d›}}',
  '|x| < ‹d› && x != 0',
  'p | q; p & q',
  'sqrt(‹n›)/‹d› -- simplify',
  '${x}_{‹d›}$',
  '1=1',
  "y' = y; y(0)=1",
  'solve(x^2-‹n›=0, x)',
  '7*7',
  'A ∪ B = B ∪ A',
  'select(‹d›, ‹n›)',
  'if a=b then b=a',
  'exp(-‹d›*t)',
  '5!/(‹d›!)',
  'n % ‹d› == 0',
  '0x‹hex›',
  '‹d›;‹d›;‹d›',
  '(1/0)',
  'NaN',
  '>= ‹n›',
  '-1',
  '+-‹d›',
  '‹d›e‹d›',
];
const LATEX = [
  '\\frac{‹n›}{‹d›} \\leq \\sqrt{‹n›} \\quad \\text{or} \\quad x=0',
  '\\begin{align} a &= b \\\\ c &= d \\end{align}',
  '\\input{../chapters/‹word›} \\include{‹word›}',
  "Let $A = \\{x \\mid x > ‹d›\\}$; then $A' \\neq \\emptyset$.",
  '\\newcommand{\\x}[1]{\\textbf{#1}} \\x{‹noun›} % ‹adj›',
  '\\usepackage{../style/‹word›}\\documentclass{article}',
  '\\sum_{i=1}^{n} {{n}\\choose{i}} = 2^n',
  '\\href{https://www.‹word›.example/?a=1\\&b=2}{‹noun›}',
  "\\write18-free \\LaTeX{} for ``‹noun›'' -- '‹adj›'",
];
const FORMULAS = [
  '=SUM(A1:A‹n›)',
  '=IF(B2>‹n›,"yes","no")',
  "=VLOOKUP(A2,'Sheet ‹d›'!A:C,3,FALSE)",
  '=A1&" or "&B1',
  '=HYPERLINK("https://www.‹word›.example/?id="&A‹d›,"open")',
  '=QUERY(A:D,"select A, sum(D) where B = \'‹word›\' group by A order by sum(D) desc",1)',
  '=IMPORTRANGE("https://docs.‹word›.example/d/‹id›","Sheet1!A1:B2")',
  '=CONCATENATE(A1,"; ",B1)',
  '+‹n›',
  '-‹dec›',
  '=COUNTIF(C:C,"<>"&"")',
  '=INDIRECT("\'"&A1&"\'!B2")',
  '=REGEXREPLACE(A1,"[^a-z\']+","$1")',
  '@now',
  '=FILTER(A:B,(A:A=1)+(B:B=2))',
  '=LET(x,‹d›,x*x)',
  '=$A$1*{1,2;3,4}',
  "='[Book.xlsx]‹word›'!$A$‹d›",
];
const CSV = [
  'id,name,note\n‹n›,"O\'Brien; ‹given›","said ""ok"", 5\'10"""\n‹n›,‹family›,"=SUM(1)"\n',
  'sku;title;price\n‹n›;‹thing›;‹dec›\n‹n›;‹thing›;‹dec›\n',
  "a\tb\tc\n<‹word›>\t'‹word›'\t--\n",
  'select,from,where\n1,2,3\n‹n›,‹n›,‹n›\n',
  'path,size\n/etc/‹word›.conf,‹n›\n../‹word›/a.txt,‹n›\n',
];
const NOTATION = [
  'C1=CC=C(C=C1)[N+](=O)[O-]',
  'CC(C)(C)OC(=O)N[C@@H](CO)C(=O)O.Cl',
  'CCO>>CC=O;[Na+].[OH-]',
  '1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 $1 {‹adj›} (3... Nf6) ‹d›. O-O *',
  'rnbqkbnr/pp1ppppp/8/2p5/4P3/8/PPPP1PPP/RNBQKBNR w KQkq c6 0 ‹d›',
  'N‹n› G1 X‹dec› Y-‹dec› F1500; (move) M30',
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  '(01)0950600013435‹d›(17)141120(10)AB-‹n›',
  '*21*‹n›#',
  '*#06#',
  'ATGC‹big›||ATG;',
  'X:1\nT:‹noun›\nM:4/4\nK:D\n|: d2fd c/d/e | f2 (3efd | "A" >c :|',
  '$GPGGA,‹big›.00,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47',
  'ns=2;s=Machine‹d›.Temp',
  '1.3.6.1.4.1.‹n›.2.1',
  '$SYS/broker/‹word›/#',
  'sensors/+/‹word›/$state',
  '{"$type":"A.B, C"}',
  "UNA:+.? 'UNH+‹n›+ORDERS:D:96A:UN'",
  '^XA^FO50,50^ADN,36,20^FD‹noun›^FS^XZ',
  '\\x1b[31m‹adj›\\x1b[0m',
  'c|4|d|8;r|2',
  '~/‹word›',
  '%PDF-1.7',
  '‹d›d6+‹d› | 1d20!',
  'BV80605001911AP;LGA1156/‹d›',
];

export const SCIENCE: readonly BenignSource[] = [
  texts('mathematics', 220, MATHS, (r, x) =>
    r.chance(0.5)
      ? asked(r, 'learn.meadow.example', '/v1/evaluate', {
          [r.pick(['expr', 'expression', 'input', 'i'])]: x,
        })
      : sent(r, 'POST', 'learn.meadow.example', '/v1/answers', {
          question: r.int(1, 999),
          answer: x,
          seconds: r.int(1, 90),
        }),
  ),
  texts('LaTeX', 140, LATEX, (r, source) =>
    sent(r, 'POST', 'learn.meadow.example', '/v1/compile', { source, engine: 'xelatex' }),
  ),
  texts('cells of sheets', 220, FORMULAS, (r, formula) =>
    sent(r, 'PUT', 'sheets.meadow.example', `/v4/spreadsheets/${r.token(20)}/values/A${r.int(1, 90)}`, {
      range: `'Sheet 1'!A${r.int(1, 90)}`,
      values: [[formula, r.int(1, 99), drawn(r, FORMULAS)]],
    }),
  ),
  texts('CSV', 140, CSV, (r, text) =>
    r.chance(0.5)
      ? raw(r, 'POST', 'sheets.meadow.example', '/v1/imports', 'text/csv', text)
      : sent(r, 'POST', 'sheets.meadow.example', '/v1/imports', { file: 'data.csv', data: text }),
  ),
  texts('notations', 240, NOTATION, (r, x) =>
    r.chance(0.4)
      ? asked(r, 'labs.meadow.example', '/v1/convert', {
          [r.pick(['value', 'smiles', 'topic', 'code'])]: x,
          to: 'json',
        })
      : sent(r, 'POST', 'labs.meadow.example', '/v1/records', {
          value: x,
          unit: 'x',
          at: drawn(r, ['‹date›']),
        }),
  ),
];
