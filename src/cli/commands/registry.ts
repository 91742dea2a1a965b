import type { AgentContext } from '../../agent/context.ts';
import { openRegistry, type RegistrySubject, registrySubjects } from '../../agent/registries.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import { adoptByHand, retireByHand } from '../../registry/by-hand.ts';
import { type OpenEntry, type RegistryState, registryState } from '../../registry/state.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import { toTime } from '../../report/time.ts';
import { columnLines } from '../columns.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { SILENT_OBSERVER } from '../job-progress.ts';
import { requireConfig } from '../load-config.ts';
import { asOnlyWriter, sharingOf } from '../only-writer.ts';
import { isShared, withStore } from '../open-store.ts';
import { remark, writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';
import { processAgent } from '../process-agent.ts';
import { chosenSubjects } from '../registries-shown.ts';
import { requireRegistry } from './plan.ts';

export const registry: Command = {
  name: 'registry',
  summary: 'State of each registry; take one object over, or out, by hand.',
  usage: [
    'registry status [REGISTRY] [--json]',
    'registry adopt KEY [REGISTRY]',
    'registry retire KEY [REGISTRY]',
  ],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  words: 3,
  examples: [
    'registry status',
    'registry retire apiservices/orders-1a2b3c4d amplify',
    'registry adopt apiservices/orders-1a2b3c4d amplify',
  ],
  run: async (context) => {
    const wish = wishOf(context.invocation.positionals);
    await requireRegistry(context, wish.named);
    if (wish.action === 'status')
      return withStore(context, (store, config) => {
        const agent = processAgent(config, store, SILENT_LOGGER, SILENT_OBSERVER);
        return status(context, agent, chosenSubjects(agent, wish.named));
      });
    const subject = oneSubject(registrySubjects({ config: await requireConfig(context) }), wish.named);
    return withStore(context, (store, config) => {
      const sharing = isShared(config) ? { sharing: sharingOf() } : {};
      const agent = { ...processAgent(config, store, SILENT_LOGGER, SILENT_OBSERVER), ...sharing };
      return byHand(context, agent, wish.action, wish.key, subject);
    });
  },
};

type Wish =
  | { readonly action: 'status'; readonly named: string | null }
  | { readonly action: 'adopt' | 'retire'; readonly key: string; readonly named: string | null };

function wishOf([action = 'status', first, second]: readonly string[]): Wish {
  if (action === 'status') {
    if (second !== undefined) throw usage(registry, 'One registry at a time: registry status REGISTRY.');
    return { action, named: first ?? null };
  }
  if (action !== 'adopt' && action !== 'retire') throw usage(registry, 'Say status, adopt or retire.');
  if (first === undefined)
    throw usage(registry, 'Name the object by its key: assay registry status --json lists them.');
  return { action, key: first, named: second ?? null };
}

/** The registry that was named; without a name the only one there is beside the built-in one. */
function oneSubject(subjects: readonly RegistrySubject[], named: string | null): RegistrySubject {
  const [subject, ...others] = subjects.filter(({ id, entry }) =>
    named === null ? entry !== null : id === named,
  );
  const fallback = subjects[0];
  if (subject === undefined && fallback !== undefined) return fallback;
  if (subject !== undefined && others.length === 0) return subject;
  throw usage(registry, `Name the registry after the key: ${subjects.map(({ id }) => id).join(', ')}.`);
}

async function byHand(
  context: CommandContext,
  agent: AgentContext,
  action: 'adopt' | 'retire',
  key: string,
  subject: RegistrySubject,
): Promise<ExitCode> {
  const { clock } = agent;
  const object = await asOnlyWriter({ ...agent, signal: context.signal }, async (stop, store) => {
    const open = await openRegistry({ ...agent, store }, subject, stop);
    const run = { registry: subject.id, open, nowMs: clock.nowMs() };
    return action === 'retire' ? retireByHand(store, run, key) : adoptByHand(store, run, key);
  });
  if (context.invocation.flag('json')) return writeJson(context, { registry: subject.id, action, ...object });
  remark(
    context,
    encodeTerminal(
      action === 'retire'
        ? `${object.key} is retired in ${subject.id} and stays so until it is adopted, or until assay publish --retry.`
        : `${object.key} in ${subject.id} is ours now; the next run brings it up to date.`,
    ),
  );
  return EXIT.ok;
}

async function status(
  context: CommandContext,
  agent: AgentContext,
  subjects: readonly RegistrySubject[],
): Promise<ExitCode> {
  const states: RegistryState[] = [];
  for (const { id } of subjects) states.push(await registryState(agent.store, id));
  if (context.invocation.flag('json')) return writeJson(context, { items: states, next: null });
  const rows = states.map((state) => [
    state.id,
    state.active,
    state.retired,
    state.pending.length,
    state.quarantined.length,
    lastRun(state),
  ]);
  const head = ['REGISTRY', 'ACTIVE', 'RETIRED', 'PENDING', 'QUARANTINED', 'LAST RUN'];
  for (const line of columnLines([head, ...rows])) writeLine(context, line);
  for (const { id, pending, quarantined } of states) {
    writeEntries(context, `quarantined in ${id}`, quarantined);
    writeEntries(context, `pending in ${id}`, pending);
  }
  return EXIT.ok;
}

/** Entries shown of one list; an outage leaves thousands pending. */
const ENTRIES_SHOWN = 50;

function writeEntries(context: CommandContext, what: string, entries: readonly OpenEntry[]): void {
  for (const { key, reason, attempts } of entries.slice(0, ENTRIES_SHOWN)) {
    const tried = attempts === 0 ? '' : `  (${attempts} attempt${attempts === 1 ? '' : 's'})`;
    writeLine(context, encodeTerminal(`${what}: ${key}${reason === null ? '' : `  ${reason}`}${tried}`));
  }
  const more = entries.length - ENTRIES_SHOWN;
  if (more > 0) writeLine(context, `${what}: and ${more} more; --json lists all`);
}

function lastRun({ lastRun: run }: RegistryState): string {
  if (run === null) return 'never';
  const fault = run.error === null ? '' : `: ${run.error.message}`;
  return `${toTime(run.startedAtMs)} ${run.outcome ?? 'not ended'}${fault}`;
}
