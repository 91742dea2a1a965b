import type { RegistryEntry } from '../config/assay-config.ts';
import type { OpenConnector, OpenRegistry } from '../kit/index.ts';
import { AssayError } from '../model/errors.ts';
import { BUILT_IN_REGISTRY, builtInRegistry } from '../registry/built-in.ts';
import type { AgentContext } from './context.ts';
import { openConnector } from './open-connector.ts';

/** A registry of this installation: one of the configuration, or (entry null) the built-in one. */
export interface RegistrySubject {
  readonly id: string;
  readonly entry: RegistryEntry | null;
}

/** The built-in one first: it is what the console shows, and needs nobody else. */
export function registrySubjects({ config }: Pick<AgentContext, 'config'>): readonly RegistrySubject[] {
  return [
    { id: BUILT_IN_REGISTRY, entry: null },
    ...config.registries.map((entry) => ({ id: entry.id, entry })),
  ];
}

/** The registry with that id. Throws AssayError `config` naming those there are. */
export function registrySubject(context: Pick<AgentContext, 'config'>, id: string): RegistrySubject {
  const subjects = registrySubjects(context);
  const found = subjects.find((subject) => subject.id === id);
  if (found !== undefined) return found;
  throw new AssayError({
    code: 'REGISTRY_UNKNOWN',
    kind: 'config',
    message: `There is no registry "${id.slice(0, 60)}".`,
    fix: `Configured: ${subjects.map((subject) => subject.id).join(', ')}.`,
  });
}

/** Throws AssayError `config` for a connector that is no registry. */
export async function openRegistry(
  context: AgentContext,
  { entry }: RegistrySubject,
  signal: AbortSignal,
): Promise<OpenRegistry> {
  if (entry === null) return builtInRegistry(context.store);
  const { registry }: OpenConnector = await openConnector(context, entry, signal);
  if (registry !== null) return registry;
  throw new AssayError({
    code: 'CONNECTOR_KIND',
    kind: 'config',
    message: `Connector ${entry.connector} cannot be used as a registry.`,
    fix: 'assay connectors list shows what each connector offers.',
  });
}
