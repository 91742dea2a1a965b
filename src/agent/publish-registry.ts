import type { OpenRegistry } from '../kit/index.ts';
import { AssayError } from '../model/errors.ts';
import type { AgentStatus, Plan } from '../model/registry.ts';
import { publish, type Receipt, withoutNew, withRetirements } from '../registry/publish.ts';
import { waitingKeys } from '../registry/queue.ts';
import type { AgentContext, JobResult } from './context.ts';
import { unsureApis, withHeld } from './held-apis.ts';
import { apisFor, type Publication } from './publish-settings.ts';
import { openRegistry, type RegistrySubject } from './registries.ts';

export interface PublishWishes {
  /** A person allowed the retirements that the guard withholds. */
  readonly allowRetire: boolean;
  /** A person wants refused changes, and what was retired by hand, to be tried again. */
  readonly retry: boolean;
}

export const SCHEDULED: PublishWishes = { allowRetire: false, retry: false };

const NOTHING_ASSESSED: JobResult = { outcome: 'skipped', counts: {}, error: null };

/** Brings one registry to the latest report, and tells it how that went. Faults of the registry are in the result. */
export async function publishRegistry(
  context: AgentContext,
  subject: RegistrySubject,
  publication: Publication | null,
  signal: AbortSignal,
  wishes: PublishWishes = SCHEDULED,
): Promise<JobResult> {
  if (publication === null) return NOTHING_ASSESSED;
  const { store, clock, observer } = context;
  const open = await openRegistry(context, subject, signal);
  if (wishes.retry) await store.releaseQuarantine(subject.id, null);
  const unsure = unsureApis(publication.report);
  const result = await resultOf(subject.id, unsure.unread, signal, async () =>
    publish(store, {
      registry: subject.id,
      open,
      apis: await apisFor(context, publication, open, subject.entry?.publish ?? null),
      unsure: unsure.apis,
      nowMs: () => clock.nowMs(),
      allowRetire: wishes.allowRetire,
      signal,
      progressed: (done) => observer.progressed('publish', subject.id, done, 'changes'),
    }),
  );
  await heartbeat(context, open, subject, result, signal);
  return result;
}

export interface PlannedRegistry {
  readonly registry: string;
  readonly plan: Plan;
  /** Keys of changes that a run would leave alone: refused with the same content, or retired by hand. */
  readonly waiting: ReadonlySet<string>;
}

/** What a run of now would do. Writes nothing anywhere. */
export async function planRegistry(
  context: AgentContext,
  subject: RegistrySubject,
  publication: Publication,
  signal: AbortSignal,
  allowRetire: boolean,
): Promise<PlannedRegistry> {
  const open = await openRegistry(context, subject, signal);
  const rows = await apisFor(context, publication, open, subject.entry?.publish ?? null);
  const made = withoutNew(await open.plan(rows), unsureApis(publication.report).apis).plan;
  const plan = allowRetire ? withRetirements(made) : made;
  return {
    registry: subject.id,
    plan,
    waiting: await waitingKeys(context.store, subject.id, plan.changes),
  };
}

async function resultOf(
  registry: string,
  unread: readonly string[],
  signal: AbortSignal,
  work: () => Promise<Receipt>,
): Promise<JobResult> {
  try {
    const receipt = await work();
    return withHeld(jobResult(receipt), registry, receipt.held ?? 0, unread);
  } catch (error) {
    if (error instanceof AssayError && error.kind !== 'bug') return { outcome: 'failed', counts: {}, error };
    // An aborted request rejects with the reason of the signal: what was not reached is planned by the next run.
    if (signal.aborted) return { outcome: 'partial', counts: {}, error: null };
    throw error;
  }
}

function jobResult(receipt: Receipt): JobResult {
  const { registry: _id, refusal: _refusal, error: fault, endedEarly, ...counts } = receipt;
  const written = receipt.created + receipt.updated + receipt.retired;
  const error = (endedEarly ? fault : null) ?? waiting(receipt);
  if (error === null) return { outcome: 'succeeded', counts, error };
  return { outcome: endedEarly && written === 0 ? 'failed' : 'partial', counts, error };
}

function waiting({ registry, refusal, quarantined, pending, error }: Receipt): AssayError | null {
  if (refusal !== null) {
    return new AssayError({
      code: 'REGISTRY_RETIREMENT_REFUSED',
      kind: 'rejected',
      message: `Registry ${registry}: ${refusal}`,
      fix: 'If those APIs are really gone: assay publish --allow-retire.',
    });
  }
  if (quarantined === 0 && pending === 0) return null;
  if (quarantined === 0 && error !== null) {
    return new AssayError({
      code: 'REGISTRY_HELD_BACK',
      kind: error.kind,
      message: `Registry ${registry}: ${counted(pending, 'change')} held back after ${error.code}, others went on.`,
      fix: 'The next run tries them again; assay registry status names them.',
    });
  }
  const held = pending === 0 ? '' : ` and ${counted(pending, 'change')} held back`;
  return new AssayError({
    code: 'REGISTRY_PARTIAL',
    kind: 'rejected',
    message: `Registry ${registry}: ${counted(quarantined, 'change')} in quarantine${held}.`,
    fix: 'assay registry status names them; assay publish --retry tries them again.',
  });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A registry that does not take the state of agents, or not now, is no reason to call the run failed. */
async function heartbeat(
  context: AgentContext,
  open: OpenRegistry,
  { id }: RegistrySubject,
  result: JobResult,
  signal: AbortSignal,
): Promise<void> {
  if (open.reportStatus === null || signal.aborted || result.error?.kind === 'auth') return;
  const { clock, version, logger } = context;
  const status: AgentStatus = {
    state: result.outcome === 'failed' ? 'failed' : 'running',
    version,
    message: statusMessage(result),
    lastActivityMs: clock.nowMs(),
  };
  try {
    await open.reportStatus(status);
  } catch (error) {
    if (!(error instanceof AssayError) || error.kind === 'bug') throw error;
    logger.warn('The registry did not take the state of the agent.', { registry: id, error });
  }
}

function statusMessage({ counts, error }: JobResult): string {
  const facts = Object.entries(counts).flatMap(([name, value]) =>
    typeof value === 'number' && value > 0 ? [`${value} ${name}`] : [],
  );
  const summary = facts.length === 0 ? [] : [`Published: ${facts.join(', ')}.`];
  const said = [...summary, ...(error === null ? [] : [error.message])];
  return said.length === 0 ? 'Nothing to publish.' : said.join(' ');
}
