import type { SourceEntry } from '../config/assay-config.ts';
import { createRecordReader, type RecordWatcher } from '../ingest/analyst.ts';
import { peekLog } from '../ingest/kafka/peek-log.ts';
import type { CheckItem } from '../kit/index.ts';
import { AssayError } from '../model/errors.ts';
import type { Tally } from '../store/store.ts';
import { analystSettings } from './analyst-settings.ts';
import type { AgentContext } from './context.ts';
import { openConnector } from './open-connector.ts';
import { sourceTraits } from './source-traits.ts';

const NAME = 'a sample becomes calls';

/** Whether records become calls is all that is asked: what the calls show is not looked at. */
const COUNTED: RecordWatcher = { accepted: () => undefined, dropped: () => undefined };

/** Reads the first page of a source and maps it, without storing anything: is this the format that is configured? */
export async function sampleSource(
  context: AgentContext,
  entry: SourceEntry,
  signal: AbortSignal,
): Promise<CheckItem> {
  try {
    return verdict(await tallyOfFirstPage(context, entry, signal), entry);
  } catch (error) {
    if (!(error instanceof AssayError) || error.kind === 'bug') throw error;
    return { name: NAME, ok: false, message: error.message, missingPermission: null, fix: error.fix };
  }
}

async function tallyOfFirstPage(
  context: AgentContext,
  entry: SourceEntry,
  signal: AbortSignal,
): Promise<Tally | null> {
  const { source, log } = await openConnector(context, entry, signal, () => undefined);
  const reader = createRecordReader(await analystSettings(context), COUNTED);
  if (log !== undefined) {
    for (const unit of await peekLog(log, sourceTraits(entry))) reader.observe(unit);
    return reader.harvest().tally;
  }
  if (source === null) return null;
  for await (const { records, position } of source.readCalls(null)) {
    reader.observe({ traits: sourceTraits(entry), records, position });
    break;
  }
  return reader.harvest().tally;
}

function verdict(tally: Tally | null, entry: SourceEntry): CheckItem {
  const item = { name: NAME, missingPermission: null };
  if (tally === null || tally.received === 0)
    return { ...item, ok: true, message: 'There is no record to try yet.', fix: null };
  const share = `${tally.mapped} of the first ${tally.received} records became calls`;
  if (tally.mapped > 0) return { ...item, ok: true, message: `${share}.`, fix: null };
  const reasons = Object.entries(tally.dropped)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
  return {
    ...item,
    ok: false,
    message: `${share} with mapping ${entry.mapping}: ${reasons}.`,
    fix: 'Try assay analyze on one of the files: it finds the format.',
  };
}
