/** The types of GraphQL operations (GraphQL specification, section 2.3). */
export type OperationType = 'query' | 'mutation' | 'subscription';

const TYPED = /^(?:query|mutation|subscription) ([A-Za-z_][A-Za-z0-9_]*)$/;
const BARE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** How an operation is called: `query Cart`. */
export function typedName(type: OperationType, name: string): string {
  return `${type} ${name}`;
}

/** The name that stands behind a type: `Cart`; null for an operation without type or without name. */
export function nameBehindType(operation: string): string | null {
  return TYPED.exec(operation)?.[1] ?? null;
}

/** Whether an operation is a name whose type nobody said: clients of persisted queries send no more. */
export function isBareName(operation: string): boolean {
  return BARE.test(operation);
}
