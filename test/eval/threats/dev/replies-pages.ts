import { type LabelledAttack } from '../attack.ts';
import type { Random } from '../random.ts';
import { get, HTML, told } from './told.ts';

function scriptText(r: Random): string {
  return r.pick([
    `<script>alert(${r.int(1, 999)})</script>`,
    `<img src=x onerror=alert(${r.int(1, 999)})>`,
    `"><svg onload=alert(${r.int(1, 999)})>`,
  ]);
}

export function reflected(r: Random): LabelledAttack {
  const text = scriptText(r);
  const reply = {
    status: r.pick([200, 404, 400]),
    responseHeaders: HTML,
    responseBody: `<!DOCTYPE html><html><body><h1>Search</h1><p>No results for ${text}</p></body></html>`,
  };
  return told({
    family: 'xss',
    outcome: 'success',
    technique: 'reflected in HTML',
    location: 'request.query',
    text,
    ask: get('www.shop.example', '/search', 'q', text),
    reply,
  });
}

export function escaped(r: Random): LabelledAttack {
  const text = scriptText(r);
  const safe = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  const reply = r.chance(0.5)
    ? {
        status: 200,
        responseHeaders: HTML,
        responseBody: `<!DOCTYPE html><html><body><p>No results for ${safe}</p></body></html>`,
      }
    : { status: 200, responseBody: JSON.stringify({ query: text, items: [], total: 0 }) };
  return told({
    family: 'xss',
    outcome: 'attempt',
    technique: 'escaped, or echoed as JSON',
    location: 'request.query',
    text,
    ask: get('www.shop.example', '/search', 'q', text),
    reply,
  });
}

export function rendered(r: Random): LabelledAttack {
  const small = r.chance(0.4);
  const a = small ? 7 : r.int(120, 990);
  const b = small ? 7 : r.int(120, 990);
  const text = r.pick([`{{${a}*${b}}}`, `\${${a}*${b}}`, `<%= ${a}*${b} %>`]);
  const reply = {
    status: 200,
    responseHeaders: HTML,
    responseBody: `<html><body><p>Hello ${a * b}, welcome back.</p></body></html>`,
  };
  return told({
    family: 'template-injection',
    outcome: 'success',
    technique: 'product in the reply',
    location: 'request.query',
    text,
    ask: get('www.shop.example', '/greeting', 'name', text),
    reply,
  });
}

export function unrendered(r: Random): LabelledAttack {
  const text = r.pick(['{{7*7}}', '${7*7}', '#{7*7}']) + r.hex(2);
  const reply = {
    status: 200,
    responseBody: JSON.stringify({ greeting: `Hello ${text}`, visits: 1490 + r.int(0, 9), cart: '149.00' }),
  };
  return told({
    family: 'template-injection',
    outcome: 'attempt',
    technique: 'echoed unrendered beside other numbers',
    location: 'request.query',
    text,
    ask: get('www.shop.example', '/greeting', 'name', text),
    reply,
  });
}

export function headerSplit(r: Random): LabelledAttack {
  const cookie = `sid=${r.hex(6)}`;
  const text = `%2Fhome%0d%0aSet-Cookie:%20${cookie}`;
  const ask = { method: 'GET', host: 'www.shop.example', path: '/redirect', query: `to=${text}` };
  const worked = r.chance(0.5);
  const reply = {
    status: 302,
    responseHeaders: worked
      ? { location: '/home', 'set-cookie': cookie }
      : { location: '/home%0d%0aSet-Cookie:%20x' },
  };
  return told({
    family: 'crlf-injection',
    outcome: worked ? 'success' : 'attempt',
    technique: worked ? 'injected header in the reply' : 'line break encoded in Location',
    location: 'request.query',
    text,
    ask,
    reply,
  });
}
