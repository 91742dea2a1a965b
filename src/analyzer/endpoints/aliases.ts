import type { EndpointId } from '../../model/ids.ts';
import { type KnownTemplate, matchKnown, templatesFor } from '../paths/known-templates.ts';
import type { PathToken } from '../paths/template-tree.ts';
import { percentDecode } from '../percent-decoding.ts';
import { nameBehindType } from '../protocols/operation-type.ts';
import type { EndpointDraft } from './draft.ts';
import { idOf } from './endpoint-facts.ts';
import type { HostView } from './host-view.ts';

/** An endpoint as an earlier assessment showed it. */
export interface PastEndpoint {
  readonly id: EndpointId;
  readonly aliases: readonly EndpointId[];
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly operation: string | null;
}

/**
 * Where the past endpoints of one host are that are no longer there: calls of its template count at another one now.
 * Silence is no such thing, since its calls would still count where they did.
 */
export function movedEndpoints(
  past: readonly PastEndpoint[],
  drafts: readonly EndpointDraft[],
  view: HostView,
): ReadonlyMap<PastEndpoint, EndpointId> {
  const moved = new Map<PastEndpoint, EndpointId>();
  if (past.length === 0) return moved;
  const present = new Set(drafts.map(idOf));
  for (const endpoint of past) {
    const target = present.has(endpoint.id) ? null : whereNow(endpoint, drafts, view);
    if (target !== null) moved.set(endpoint, target);
  }
  return moved;
}

/** The earlier ids of endpoints by their present id. */
export function aliasesFrom(
  past: readonly PastEndpoint[],
  present: ReadonlySet<EndpointId>,
  moved: ReadonlyMap<PastEndpoint, EndpointId>,
): ReadonlyMap<EndpointId, readonly EndpointId[]> {
  const found = new Map<EndpointId, Set<EndpointId>>();
  for (const endpoint of past) {
    const target = present.has(endpoint.id) ? endpoint.id : (moved.get(endpoint) ?? null);
    if (target === null) continue;
    const aliases = found.get(target) ?? new Set();
    found.set(target, aliases);
    for (const id of [endpoint.id, ...endpoint.aliases]) if (!present.has(id)) aliases.add(id);
  }
  return new Map([...found].map(([id, aliases]) => [id, [...aliases].sort()]));
}

function whereNow(past: PastEndpoint, drafts: readonly EndpointDraft[], view: HostView): EndpointId | null {
  const tokens = templateTokens(past.path);
  const draft =
    past.operation === null ? view.find(tokens, past.method) : withOperation(past, tokens, drafts);
  return draft === null ? null : idOf(draft);
}

/**
 * Paths of operations are never templated by statistics: only a known template can have taken them. An operation that
 * was known by its bare name may have got its type, or lost it with the calls that said it.
 */
function withOperation(
  past: PastEndpoint,
  tokens: readonly PathToken[],
  drafts: readonly EndpointDraft[],
): EndpointDraft | null {
  const near = drafts.filter(({ host, method }) => host === past.host && method === past.method);
  const equal = near.filter(({ operation }) => operation === past.operation);
  const same = equal.length > 0 ? equal : near.filter((draft) => isSameName(draft, past.operation));
  const byTemplate = new Map<KnownTemplate, EndpointDraft>(
    same.map((draft) => [
      { hosts: [], path: draft.shown.path, methods: null, origin: 'known' as const },
      draft,
    ]),
  );
  const match = matchKnown(tokens, templatesFor(past.host, [...byTemplate.keys()]), null);
  return match === null ? null : (byTemplate.get(match.template) ?? null);
}

function isSameName({ protocol, operation }: EndpointDraft, before: string | null): boolean {
  if (protocol !== 'graphql' || operation === null || before === null) return false;
  return nameBehindType(operation) === before || nameBehindType(before) === operation;
}

const SLOT = /^([^{}]*)\{[^{}]*\}([^{}]*)$/;

/** A shown path as tokens: any value in each slot. */
function templateTokens(path: string): PathToken[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment): PathToken => {
      const slot = SLOT.exec(segment);
      if (slot === null) return { kind: 'literal', text: percentDecode(segment), prefix: '', suffix: '' };
      return { kind: 'slot', text: 'string', prefix: slot[1] ?? '', suffix: slot[2] ?? '' };
    });
}
