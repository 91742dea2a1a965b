import type { NativeCall } from '../harness.ts';
import { errorBody, type LastSlot, requestBody, responseBody } from './bodies.ts';
import { type Client, Clients } from './clients.ts';
import type { Design, Template } from './design.ts';
import { type NoiseKind, preflight, scannerCall, softNotFound, staticAsset } from './noise.ts';
import { Pools } from './pools.ts';
import { hash32, Random } from './random.ts';
import { moreSpecific, type ParsedPath, parsePath } from './template-path.ts';
import { makeValue } from './values.ts';

/** A call and what is true about it. */
export interface LabelledCall {
  readonly call: NativeCall;
  /** Index into `Traffic.truth`; null for noise. */
  readonly template: number | null;
  readonly noise: NoiseKind | null;
  /** Answered as nobody there: a group may hold it or not. */
  readonly missed: boolean;
}

export interface TrueTemplate {
  /** Base path included, slot names erased. */
  readonly path: string;
  readonly scored: boolean;
}

export interface Traffic {
  readonly truth: readonly TrueTemplate[];
  readonly calls: readonly LabelledCall[];
}

interface Route {
  readonly template: Template;
  readonly parsed: ParsedPath;
  calls: number;
}

/** Popularity of endpoints: rank r has weight 1/r^0.9. */
const POPULARITY_SKEW = 0.9;
const LEAST_CALLS = 2;
const QUERY_KINDS = ['word', 'int', 'enum:true|false', 'enum:name|created|updated', 'base36:12', 'language'];
const SPAN_MS = 10 * 86_400_000;
const START_MS = Date.UTC(2026, 2, 2);
const METHOD_WEIGHTS: Readonly<Record<string, number>> = {
  GET: 6,
  HEAD: 1,
  POST: 2,
  PUT: 1.5,
  PATCH: 1.5,
  DELETE: 1,
};

/** Templates that differ in slot names only are one path. */
function distinctRoutes(design: Design): Route[] {
  const byPath = new Map<string, Route>();
  for (const template of design.templates) {
    const parsed = parsePath(design.basePath + template.path);
    const same = byPath.get(parsed.erased);
    const methods =
      same === undefined ? template.methods : [...new Set([...same.template.methods, ...template.methods])];
    byPath.set(parsed.erased, {
      template: { ...(same?.template ?? template), methods },
      parsed: same?.parsed ?? parsed,
      calls: 0,
    });
  }
  return [...byPath.values()];
}

/** A run of neighbours in the order of paths, from a seeded place: siblings stay together. */
function neighbours(routes: readonly Route[], most: number, random: Random): Route[] {
  if (routes.length <= most) return [...routes];
  const sorted = [...routes].sort((a, b) => (a.parsed.erased < b.parsed.erased ? -1 : 1));
  const start = random.int(0, sorted.length - most);
  return sorted.slice(start, start + most);
}

/** Shares out `level` calls a template on average, two at least, by Zipf rank and the template's own weight. */
function shareOut(routes: readonly Route[], level: number, random: Random): void {
  const ranks = random.shuffle(routes.map((_, rank) => rank));
  const weights = routes.map(
    (route, i) => (route.template.weight ?? 1) / ((ranks[i] ?? 0) + 1) ** POPULARITY_SKEW,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const spare = (level - LEAST_CALLS) * routes.length;
  routes.forEach((route, i) => {
    route.calls = LEAST_CALLS + Math.round((spare * (weights[i] ?? 0)) / total);
  });
}

/** A query key takes one kind of value. */
function queryKind(key: string): string {
  if (/limit|page|size|offset|count|top|skip|width|height|quality/i.test(key)) return 'int:1-100';
  if (/date|since|until|from|to$|after|before|_at/i.test(key)) return 'date';
  return QUERY_KINDS[hash32(key) % QUERY_KINDS.length] ?? 'word';
}

function lastSlot(route: Route, values: readonly string[]): LastSlot | null {
  const name = route.parsed.parts.findLast((part) => 'slot' in part)?.slot;
  const value = values.at(-1);
  return name === undefined || value === undefined ? null : { name, value };
}

/** What the calls of one design at one level are made with. */
class Sender {
  readonly #design: Design;
  readonly #routes: readonly Route[];
  readonly #pools: Pools;
  readonly #clients: Clients;
  readonly #random: Random;
  readonly #unambiguous = new Map<string, boolean>();

  constructor(design: Design, routes: readonly Route[], seed: string) {
    this.#design = design;
    this.#routes = routes;
    this.#pools = new Pools(design, seed);
    this.#clients = new Clients(seed);
    this.#random = new Random(`${seed} calls`);
    for (const route of routes)
      for (const part of route.parsed.parts) if ('slot' in part) this.#pools.expect(part, route.calls);
  }

  /** Does the path belong to this route, and to no other that is as specific? */
  #belongs(path: string, route: Route): boolean {
    const key = `${route.parsed.erased} ${path}`;
    const known = this.#unambiguous.get(key);
    if (known !== undefined) return known;
    const rivals = this.#routes.filter((other) => other !== route && other.parsed.matches(path));
    const belongs = rivals.every((other) => moreSpecific(route.parsed, other.parsed));
    this.#unambiguous.set(key, belongs);
    return belongs;
  }

  /** Values of the slots, last first, as a child often tells its parent. */
  #values(route: Route, stranger: boolean): string[] {
    const slots = route.parsed.parts.filter((part) => 'slot' in part);
    const values: string[] = [];
    let child: string | null = null;
    for (const slot of [...slots].reverse()) {
      const last = values.length === 0;
      const value: string =
        stranger && last
          ? this.#pools.stranger(slot, this.#random)
          : this.#pools.draw(slot, this.#random, child);
      child = this.#pools.owned(slot) && !(stranger && last) ? value : null;
      values.unshift(value);
    }
    return values;
  }

  /** A path of the route that no other template claims, or null if none was found. */
  #path(route: Route, stranger: boolean): { readonly path: string; readonly last: LastSlot | null } | null {
    for (let attempt = 0; attempt < 30; attempt++) {
      const values = this.#values(route, stranger);
      let next = 0;
      const path = route.parsed.parts
        .map((part) => ('literal' in part ? part.literal : (values[next++] ?? '')))
        .join('');
      if (this.#belongs(path, route)) return { path, last: lastSlot(route, values) };
    }
    return null;
  }

  #method(route: Route, first: boolean): string {
    const methods = route.template.methods;
    if (first && methods.includes('GET')) return 'GET';
    const total = methods.reduce((sum, method) => sum + (METHOD_WEIGHTS[method] ?? 1), 0);
    let at = this.#random.next() * total;
    for (const method of methods) {
      at -= METHOD_WEIGHTS[method] ?? 1;
      if (at < 0) return method;
    }
    return methods[0] ?? 'GET';
  }

  /** Status of a call; the first calls of a route succeed, so that every route is known to exist. */
  #status(route: Route, method: string, certain: boolean, hasSlot: boolean): number {
    const dice = certain ? 1 : this.#random.next();
    if (dice < 0.03 && hasSlot) return 404;
    if (dice < 0.05 && method !== 'GET' && method !== 'DELETE') return this.#random.chance(0.6) ? 400 : 422;
    if (dice < 0.07) return this.#random.chance(0.75) ? 401 : 403;
    if (dice < 0.075) return 500;
    const own = route.template.statuses;
    if (own !== undefined && own.length > 0) return this.#random.pick(own);
    if (method === 'DELETE' || (route.template.response?.type === 'none' && method !== 'GET')) return 204;
    return method === 'POST' && this.#random.chance(0.7) ? 201 : 200;
  }

  #query(template: Template, method: string): string | null {
    if (method !== 'GET' || template.query === undefined) return null;
    const keys = template.query.filter(() => this.#random.chance(0.35));
    const pairs = keys.map((key) => `${encodeURIComponent(key)}=${makeValue(queryKind(key), this.#random)}`);
    return pairs.length === 0 ? null : pairs.join('&');
  }

  /** About three in a hundred calls spell the path as the design says they may. */
  #spelled(path: string): string {
    const spellings = this.#design.spellings;
    if (spellings === undefined || !this.#random.chance(0.03)) return path;
    const spelling = this.#random.pick(spellings);
    if (spelling === 'trailing-slash') return path.endsWith('/') ? path : `${path}/`;
    if (spelling === 'double-slash') return path.replace(/\/(?=[^/]*$)/, '//');
    return path.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
  }

  call(index: number, nth: number): LabelledCall | null {
    const route = this.#routes[index];
    if (route === undefined) return null;
    const certain = nth < LEAST_CALLS;
    const method = this.#method(route, nth === 0);
    const hasSlot = route.parsed.parts.some((part) => 'slot' in part);
    const status = this.#status(route, method, certain, hasSlot);
    const target = this.#path(route, status === 404);
    if (target === null) return null;
    const client = this.#clients.draw(this.#random);
    const query = this.#query(route.template, method);
    const call = {
      method,
      scheme: 'https' as const,
      host: this.#design.host,
      path: this.#spelled(target.path),
      status,
      ...(query === null ? {} : { query }),
      ...this.#messages(route, method, status, target.last, client),
    };
    return { call: this.#sent(call, client), template: index, noise: null, missed: status === 404 };
  }

  #messages(
    route: Route,
    method: string,
    status: number,
    last: LastSlot | null,
    client: Client,
  ): Pick<NativeCall, 'request' | 'response' | 'latencyMs'> {
    const writes = method === 'POST' || method === 'PUT' || method === 'PATCH';
    const sent = writes
      ? requestBody(this.#design, route.template, this.#random)
      : { contentType: null, body: null };
    const got =
      status >= 400
        ? errorBody(this.#design, status)
        : status === 204
          ? { contentType: null, body: null }
          : responseBody(this.#design, route.template, method, last, this.#random);
    const headers: Record<string, string> = { 'user-agent': client.agent, accept: 'application/json' };
    if (status !== 401) headers['authorization'] = `Bearer ${client.token}`;
    if (sent.contentType !== null) headers['content-type'] = sent.contentType;
    return {
      latencyMs: this.#random.int(4, 400),
      request: { headers, ...(sent.body === null ? {} : { body: sent.body }) },
      response: {
        headers: got.contentType === null ? {} : { 'content-type': got.contentType },
        ...(got.body === null ? {} : { body: got.body }),
      },
    };
  }

  #sent(call: Omit<NativeCall, 'time' | 'client'>, client: Client): NativeCall {
    return { ...call, time: 0, client: { address: client.address } };
  }

  /** Noise beside `real` calls: one scan in twenty calls, four soft 404s and one more in 400 calls, a preflight in fifty. */
  noise(real: readonly LabelledCall[]): LabelledCall[] {
    const random = this.#random;
    const out: LabelledCall[] = [];
    const add = (noise: NoiseKind, call: Omit<NativeCall, 'time' | 'client'>, client: Client): void => {
      out.push({ call: this.#sent(call, client), template: null, noise, missed: call.status === 404 });
    };
    const free = (path: string): boolean => !this.#routes.some((route) => route.parsed.matches(path));
    for (let i = 0; i < Math.max(12, real.length / 20); i++) {
      const client = this.#clients.draw(random);
      const call = scannerCall(this.#design, random, client);
      if (free(call.path)) add('scanner', call, client);
    }
    for (let i = 0; i < 4 + real.length / 400; i++) {
      const client = this.#clients.draw(random);
      const soft = softNotFound(this.#design, random, client, free);
      if (soft !== null)
        for (let times = random.int(1, 3); times > 0; times--)
          add('soft-404', soft, this.#clients.draw(random));
      const asset = staticAsset(this.#design, random, client);
      if (free(asset.path)) add('static-asset', asset, client);
    }
    for (let i = 0; i < real.length / 50; i++) {
      const client = this.#clients.draw(random);
      add('preflight', preflight(random.pick(real).call, client), client);
    }
    return out;
  }
}

/**
 * Calls of a design: on average `level` calls a template, two at least. At most `most` templates take part.
 * A template of which no unambiguous path could be made has no calls and is no part of the truth.
 */
export function makeTraffic(design: Design, level: number, most: number): Traffic {
  const seed = `${design.name} ${level}`;
  const routes = neighbours(distinctRoutes(design), most, new Random(`${design.name} neighbours`));
  shareOut(routes, level, new Random(`${seed} popularity`));
  const sender = new Sender(design, routes, seed);
  const calls: LabelledCall[] = [];
  routes.forEach((route, index) => {
    for (let nth = 0; nth < route.calls; nth++) {
      const call = sender.call(index, nth);
      if (call !== null) calls.push(call);
    }
  });
  const truth = routes.map((route) => ({
    path: route.parsed.erased,
    scored: route.template.scored !== false,
  }));
  return { truth, calls: [...calls, ...sender.noise(calls)] };
}

/** The same calls in a seeded order, spread evenly over ten days. */
export function inOrder(traffic: Traffic, shuffle: number, seed: string): LabelledCall[] {
  const shuffled = new Random(`${seed} order ${shuffle}`).shuffle(traffic.calls);
  const step = Math.floor(SPAN_MS / Math.max(1, shuffled.length));
  return shuffled.map((labelled, i) => ({
    ...labelled,
    call: { ...labelled.call, time: START_MS + i * step },
  }));
}
