import type { EndpointFacts } from '../model/inventory.ts';
import type { RegisteredApi } from '../model/registered-api.ts';
import type { Attachments, Judgement } from './attachments.ts';

export interface Lifecycle {
  readonly lifecycle: RegisteredApi['lifecycle'];
  readonly sunsetAtMs: number | null;
}

const ORDER = { active: 0, deprecated: 1, retired: 2 } as const;

/** Of the API itself, or of its definitions when every one of them says so. */
export function apiLifecycle(api: RegisteredApi, attachments: Attachments): Lifecycle {
  const definitions = attachments.definitionsOf(api);
  const mildest = [...definitions].sort((a, b) => ORDER[a.lifecycle] - ORDER[b.lifecycle])[0];
  const lifecycle =
    mildest !== undefined && ORDER[mildest.lifecycle] > ORDER[api.lifecycle]
      ? mildest.lifecycle
      : api.lifecycle;
  const sunsets = definitions.map((definition) => definition.sunsetAtMs);
  const described = sunsets.length > 0 && !sunsets.includes(null) ? Math.max(...sunsets.map(Number)) : null;
  return { lifecycle, sunsetAtMs: api.sunsetAtMs ?? described };
}

/** The furthest stage and the earliest sunset that any of them states. */
export function strictest(all: readonly Lifecycle[]): Lifecycle {
  const [furthest] = [...all].sort((a, b) => ORDER[b.lifecycle] - ORDER[a.lifecycle]);
  const sunsets = all.flatMap(({ sunsetAtMs }) => sunsetAtMs ?? []);
  return {
    lifecycle: furthest?.lifecycle ?? 'active',
    sunsetAtMs: sunsets.length === 0 ? null : Math.min(...sunsets),
  };
}

/** Deprecated or retired, or past its sunset: calling it still makes it a zombie. */
export function isOver(lifecycle: Lifecycle, asOfMs: number): boolean {
  return (
    lifecycle.lifecycle !== 'active' || (lifecycle.sunsetAtMs !== null && lifecycle.sunsetAtMs <= asOfMs)
  );
}

interface EndpointLifecycle {
  /** By its operation, its definition or its own `Deprecation` header. */
  readonly deprecated: boolean;
  readonly sunsetAtMs: number | null;
  /** Over by itself, whatever its API says. */
  readonly over: boolean;
}

export function endpointLifecycle(
  facts: EndpointFacts,
  judgement: Judgement | null,
  asOfMs: number,
): EndpointLifecycle {
  const operation = judgement?.verdict.kind === 'documented' ? judgement.verdict.operation : null;
  const definition = judgement?.definition ?? null;
  const stated = facts.signals.sunsetAtMs ?? definition?.sunsetAtMs ?? null;
  const sunsetPassed = stated !== null && stated <= asOfMs;
  const definitionOver =
    definition !== null &&
    isOver({ lifecycle: definition.lifecycle, sunsetAtMs: definition.sunsetAtMs }, asOfMs);
  return {
    deprecated: (operation?.deprecated ?? false) || facts.signals.deprecationHeaders > 0,
    sunsetAtMs: stated,
    over: sunsetPassed || definitionOver,
  };
}
