import type {
  RegisteredAnswer,
  RegisteredOperation,
  RegisteredParameter,
} from '../../src/model/registered-api.ts';

/**
 * Operations that no method and path tells apart, as one: what any of them allows is allowed, and only what all of them
 * demand is demanded. The names of slots tell nothing apart either, but stay as they are.
 */
export function joinSameRequests(operations: readonly RegisteredOperation[]): readonly RegisteredOperation[] {
  const byRequest = Map.groupBy(operations, ({ method, path }) => `${method} ${path}`);
  if (byRequest.size === operations.length) return operations;
  return [...byRequest.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : others.reduce(join, first),
  );
}

function join(a: RegisteredOperation, b: RegisteredOperation): RegisteredOperation {
  const answers = joinAnswers(a.answers ?? [], b.answers ?? [], new Set(a.statuses), new Set(b.statuses));
  const { answers: _, ...rest } = a;
  return {
    ...rest,
    id: null,
    deprecated: a.deprecated && b.deprecated,
    security: joinSecurity(a.security, b.security),
    parameters: joinParameters(a.parameters, b.parameters),
    statuses: a.statuses.length === 0 || b.statuses.length === 0 ? [] : union(a.statuses, b.statuses),
    ...(answers.length === 0 ? {} : { answers }),
  };
}

function union<T extends string>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...new Set([...a, ...b])].sort();
}

/** Where one of them demands nothing, a caller without credentials may have meant that one. */
function joinSecurity(
  a: RegisteredOperation['security'],
  b: RegisteredOperation['security'],
): RegisteredOperation['security'] {
  if (a === null || b === null) return null;
  return a.length === 0 || b.length === 0 ? [] : union(a, b);
}

function joinParameters(
  a: readonly RegisteredParameter[],
  b: readonly RegisteredParameter[],
): readonly RegisteredParameter[] {
  const key = (one: RegisteredParameter): string => `${one.in} ${one.name}`;
  const joined = Map.groupBy([...a, ...b], key);
  return [...joined.values()].flatMap(([one, other]) => {
    if (one === undefined) return [];
    if (other === undefined) return one.in === 'path' ? one : { ...one, required: false };
    const types = one.types && other.types ? union(one.types, other.types) : null;
    const { types: _, ...rest } = one;
    return { ...rest, required: one.required && other.required, ...(types === null ? {} : { types }) };
  });
}

/** A status that both answer may have either body. */
function joinAnswers(
  a: readonly RegisteredAnswer[],
  b: readonly RegisteredAnswer[],
  ofA: ReadonlySet<string>,
  ofB: ReadonlySet<string>,
): readonly RegisteredAnswer[] {
  return [...a.filter(({ status }) => !ofB.has(status)), ...b.filter(({ status }) => !ofA.has(status))];
}
