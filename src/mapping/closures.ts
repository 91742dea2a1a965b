import type { GatewayRef } from '../model/api-call.ts';
import { printsChosenHeaders } from './chosen-headers.ts';
import type { CompiledMapping } from './compiled-mapping.ts';
import { linearPattern } from './line-pattern.ts';
import { linkTarget, type Resolved } from './link-target.ts';
import { descend, linkCondition, linkFirst, linkLet, type Scope } from './link-values.ts';
import type { HeaderTarget, ValueTarget } from './mapping-file.ts';
import type { HeadersPlan, ParsePlan, Plan } from './plan.ts';
import { requirementsOf } from './requirements.ts';
import * as run from './runtime/index.ts';

/** Runs a plan as closures: for mappings of a site, whose patterns run in the linear engine. No code is made. */
export function linkMapping(plan: Plan): CompiledMapping {
  const parse = linkParse(plan.parse);
  const build = linkCall(plan);
  return {
    id: plan.id,
    title: plan.title,
    framing: plan.framing,
    options: plan.options,
    required: requirementsOf(plan),
    chosenHeaders: printsChosenHeaders(plan),
    recordsOf: linkRecords(plan),
    map: (record, meta) => {
      const fields = parse(record);
      return run.isDropped(fields) ? fields : build(fields, meta);
    },
  };
}

function linkRecords(plan: Plan): CompiledMapping['recordsOf'] {
  const { records } = plan;
  if (records.kind === 'one') return () => null;
  if (records.kind === 'one-or-array') return (unit) => (Array.isArray(unit) ? unit : null);
  return (unit) => {
    const value = descend(unit, records.segments);
    return Array.isArray(value) ? value : run.MALFORMED;
  };
}

type Parse = (record: unknown) => Readonly<Record<string, unknown>> | run.Dropped;

export function linkParse(parse: ParsePlan): Parse {
  switch (parse.kind) {
    case 'json':
      return run.objectRecord;
    case 'pairs': {
      const shape: run.PairsShape = {
        fields: new Set(parse.fields),
        groups: parse.groups,
        addressGroup: parse.addressGroup,
        addressNames: new Set(parse.addressNames),
      };
      return (record) => run.gatherPairs(record, shape);
    }
    case 'regex':
      return linkPatterns(parse);
  }
}

function linkPatterns(parse: Extract<ParsePlan, { kind: 'regex' }>): Parse {
  const patterns = parse.patterns.map((plan) => ({ plan, engine: linearPattern(plan.pattern) }));
  return (record) => {
    if (typeof record !== 'string') return run.MALFORMED;
    for (const { plan, engine } of patterns) {
      const match = engine.exec(record);
      if (match === null) continue;
      const fields = new run.Fields();
      for (const [field, index] of Object.entries(plan.groups)) fields[field] = match[index];
      return fields;
    }
    return run.MALFORMED;
  };
}

function linkHeaders(plan: Plan, headers: HeadersPlan): (scope: Scope) => run.Headers | null {
  if (headers.refs.length > 0) {
    const first = linkFirst(plan, headers.refs);
    return (scope) => run.toHeaders(first(scope)) ?? null;
  }
  const fields = headers.fields.map(({ name, refs }) => ({ name, read: linkFirst(plan, refs) }));
  const { prefix } = headers;
  const present = plan.blanksAreMissing ? run.presentUnlessBlank : run.present;
  return (scope) => {
    let map = prefix === null ? null : run.prefixedHeaders(scope.record, prefix, present);
    for (const { name, read } of fields) map = run.addField(map, name, read(scope));
    return map;
  };
}

type Build = (record: Scope['record'], meta: run.MapMeta) => run.MapOutcome;

function linkCall(plan: Plan): Build {
  const lets = plan.lets.map((part) => ({ name: part.name, read: linkLet(plan, part) }));
  const skip = plan.skip.map(linkCondition);
  const targets = plan.targets.map((target) => ({ name: target.target, read: linkTarget(plan, target) }));
  const headers = new Map(plan.headers.map((part) => [part.target, linkHeaders(plan, part)]));
  const unrouted = plan.unrouted === null ? null : linkCondition(plan.unrouted);
  return (record, meta) => {
    const letValues = new run.Fields();
    const scope: Scope = { record, lets: letValues, meta };
    for (const { name, read } of lets) letValues[name] = read(scope);
    if (skip.some((holds) => holds(scope))) return run.NOT_A_CALL;
    const values = new CallValues();
    for (const { name, read } of targets) {
      const resolved = read(scope, values.scheme());
      if (run.isDropped(resolved)) return resolved;
      values.set(name, resolved);
    }
    return values.toCall(plan, (name) => headers.get(name)?.(scope) ?? null, unrouted?.(scope) ?? false);
  };
}

/** The values of one call while it is put together; each is read back as the type its cast promises. */
class CallValues {
  readonly #values = new Map<ValueTarget, unknown>();
  #precise = false;

  set(target: ValueTarget, resolved: Resolved): void {
    this.#values.set(target, resolved.value);
    if (target === 'time') this.#precise = resolved.precise;
  }

  scheme(): 'http' | 'https' | null {
    const scheme = this.#values.get('scheme');
    return scheme === 'http' || scheme === 'https' ? scheme : null;
  }

  #text(target: ValueTarget): string | null {
    const value = this.#values.get(target);
    return typeof value === 'string' ? value : null;
  }

  #number(target: ValueTarget): number | null {
    const value = this.#values.get(target);
    return typeof value === 'number' ? value : null;
  }

  #gateway(unrouted: boolean): GatewayRef | null {
    return run.gatewayRef(
      this.#text('gateway.id'),
      this.#text('gateway.api'),
      this.#text('gateway.route'),
      unrouted,
    );
  }

  toCall(
    plan: Plan,
    headersOf: (target: HeaderTarget) => run.Headers | null,
    unrouted: boolean,
  ): run.MapOutcome {
    const stamped = this.#number('time');
    const method = this.#text('method');
    const host = this.#text('host');
    const path = this.#text('path');
    if (stamped === null || method === null || host === null || path === null) return run.MALFORMED;
    const latencyMs = this.#number('latencyMs');
    return {
      id: this.#text('id'),
      timeMs: plan.endStamped ? run.startOf(stamped, this.#precise, latencyMs) : stamped,
      method,
      scheme: this.scheme(),
      host,
      path,
      query: this.#text('query'),
      status: this.#number('status'),
      client: { address: this.#text('client.address'), id: this.#text('client.id') },
      latencyMs,
      request: {
        headers: headersOf('request.headers'),
        body: this.#text('request.body'),
        sizeBytes: this.#number('request.sizeBytes'),
      },
      response: {
        headers: headersOf('response.headers'),
        body: this.#text('response.body'),
        sizeBytes: this.#number('response.sizeBytes'),
      },
      gateway: this.#gateway(unrouted),
      operation: this.#text('operation'),
    };
  }
}
