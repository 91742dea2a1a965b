import type { AgentContext } from '../agent/context.ts';
import type { PlannedRegistry } from '../agent/publish-registry.ts';
import type { Publication } from '../agent/publish-settings.ts';
import { type RegistrySubject, registrySubject, registrySubjects } from '../agent/registries.ts';
import { AssayError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import { encodeTerminal } from '../report/encode/terminal.ts';
import { planText } from '../report/plan-text.ts';
import type { CommandContext } from './command.ts';
import { EXIT, type ExitCode, exitCodeOf, worstExitCode } from './exit-code.ts';
import { latestReport } from './open-store.ts';
import { writeJson } from './output.ts';

/** The registry that was named, or all of them. */
export function chosenSubjects(agent: AgentContext, named: string | null): readonly RegistrySubject[] {
  return named === null ? registrySubjects(agent) : [registrySubject(agent, named)];
}

/** The publication of now; AssayError where nothing was assessed yet. */
export async function requirePublication(agent: AgentContext): Promise<Publication> {
  const { loadPublication } = await import('../agent/publish-settings.ts');
  const publication = await loadPublication(agent);
  // The same sentence as every command has that needs a report.
  if (publication === null) await latestReport(agent.store);
  if (publication !== null) return publication;
  throw new AssayError({ code: 'REPORT_MISSING', kind: 'config', message: 'Nothing was assessed yet.' });
}

interface PlanFault {
  readonly registry: string;
  readonly error: AssayError;
}

/** Plans the registries and prints the plans; writes nothing anywhere. One that cannot be read stops no other. */
export async function showPlans(
  context: CommandContext,
  agent: AgentContext,
  subjects: readonly RegistrySubject[],
  allowRetire: boolean,
): Promise<ExitCode> {
  const { planRegistry } = await import('../agent/publish-registry.ts');
  const publication = await requirePublication(agent);
  const plans: PlannedRegistry[] = [];
  const faults: PlanFault[] = [];
  for (const subject of subjects) {
    try {
      plans.push(await planRegistry(agent, subject, publication, context.signal, allowRetire));
    } catch (error) {
      if (!(error instanceof AssayError) || error.kind === 'bug') throw error;
      faults.push({ registry: subject.id, error });
    }
  }
  if (context.invocation.flag('json')) writeJson(context, { items: plans.map(planJson), next: null });
  else printPlans(context, plans);
  for (const { registry, error } of faults) {
    const fix = error.fix === null ? '' : ` ${error.fix}`;
    context.terminal.stderr.write(encodeTerminal(`Registry ${registry}: ${error.message}${fix}`));
    context.terminal.stderr.write('\n');
  }
  if (faults.length === 0) return EXIT.ok;
  return plans.length > 0 ? EXIT.incomplete : worstExitCode(faults.map(({ error }) => exitCodeOf(error)));
}

function printPlans(context: CommandContext, plans: readonly PlannedRegistry[]): void {
  const { terminal } = context;
  for (const { registry, plan, waiting } of plans)
    terminal.stdout.write(planText(registry, plan, { width: terminal.columns, waiting }));
}

function planJson({ registry, plan, waiting }: PlannedRegistry): JsonObject {
  const { changes, unchanged, refusal, withheld = [], conflicts } = plan;
  return {
    registry,
    changes: changes.map((change) => ({ ...change })),
    unchanged,
    waiting: [...waiting],
    refusal,
    withheld: withheld.map((change) => ({ ...change })),
    conflicts: conflicts.map((conflict) => ({ ...conflict })),
  };
}
