import { readDocumentFiles, readLineFilesOnce, UNPACK_LIMITS } from '../kit/file-reader/index.ts';
import type { Connector, Page, Problem } from '../kit/index.ts';
import type { Clock } from '../model/clock.ts';
import { AssayError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import { SILENT_LOGGER } from '../model/logger.ts';
import { documentRecords } from './document-records.ts';
import { inputForm } from './input-form.ts';

export interface InputFiles {
  readonly files: readonly string[];
  /** `auto`, `har`, or the id of a mapping. */
  readonly format: string;
  readonly connector: (id: string) => Promise<Connector>;
  readonly clock: Clock;
  readonly stdin: AsyncIterable<Uint8Array> | null;
  readonly signal: AbortSignal;
}

/** A document, such as an archive, is one JSON value and is held in memory. */
const MAX_DOCUMENT_BYTES = 256 * 1024 ** 2;
/** The defaults of the connector; a file given here is complete. */
const OTLP_SETTINGS = {
  signals: ['spans', 'logs'],
  spanKinds: ['server'],
  maxUnpacked: UNPACK_LIMITS.bytes,
  lastLineAfter: 0,
};
const DOCUMENT_FILES = {
  mapping: null,
  unpack: { ratio: UNPACK_LIMITS.ratio, bytes: MAX_DOCUMENT_BYTES },
  pageRecords: 1_000,
  recordsOf: documentRecords,
};

/**
 * Pages of files in whatever form they are. Throws AssayError `config` where a file is not there; other problems go into
 * the list.
 */
export async function* readInputs(options: InputFiles, problems: Problem[]): AsyncGenerator<Page> {
  const report = (problem: Problem): void => {
    problems.push(problem);
    if (problem.code === 'FILE_UNREADABLE' || problem.code === 'FILE_NONE_MATCHES')
      throw missingFile(problem);
  };
  for (const file of options.files) {
    const form = await inputForm(file, options.format);
    if (form === 'har')
      yield* readByConnector(file, 'har', { maxDocument: MAX_DOCUMENT_BYTES }, options, report);
    else if (form === 'otlp') yield* readByConnector(file, 'otlp', OTLP_SETTINGS, options, report);
    else if (form === 'document')
      yield* readDocumentFiles({ paths: [file], ...DOCUMENT_FILES }, null, { ...options, report });
    else
      yield* readLineFilesOnce(
        { paths: [file], mapping: null, unpack: UNPACK_LIMITS },
        { ...options, report },
      );
  }
}

async function* readByConnector(
  file: string,
  id: 'har' | 'otlp',
  config: JsonObject,
  options: InputFiles,
  report: (problem: Problem) => void,
): AsyncGenerator<Page> {
  const connector = await options.connector(id);
  const host = { ...options, id, logger: SILENT_LOGGER, random: Math.random, report };
  const { source } = connector.open({ paths: [file], ...config }, host);
  if (source !== null) yield* source.readCalls(null);
}

function missingFile(problem: Problem): AssayError {
  return new AssayError({
    code: problem.code,
    kind: 'config',
    message: `${problem.file ?? 'A file'}: ${problem.message}`,
    fix: 'Check the path and its permissions.',
  });
}
