import type { RegistryDocument } from '../kit/index.ts';
import type { AgentContext } from './context.ts';
import { apisFor, loadPublication } from './publish-settings.ts';
import { openRegistry, registrySubjects } from './registries.ts';

/**
 * What a registry of the configuration fetches from here under this name, made of the latest report and cut down as
 * its entry says. Null where no registry fetches such a document, and before the first assessment.
 */
export async function registryDocument(
  context: AgentContext,
  id: string,
  file: string,
): Promise<RegistryDocument | null> {
  const subject = registrySubjects(context).find((one) => one.id === id && one.entry !== null);
  if (subject === undefined) return null;
  const open = await openRegistry(context, subject, new AbortController().signal);
  // Asked with nothing first: what is rebuilt for a definition costs too much for an address that serves none.
  if (open.document?.([])?.file !== file) return null;
  const publication = await loadPublication(context);
  if (publication === null) return null;
  return open.document(await apisFor(context, publication, open, subject.entry?.publish ?? null));
}
