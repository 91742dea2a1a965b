import type { AnnotateCall, CallAnnotation } from '../analyzer/index.ts';
import { createRecordReader } from '../ingest/analyst.ts';
import type { AnalystSettings } from '../ingest/analyst-settings.ts';
import type { SourceTraits } from '../ingest/unit.ts';
import type { Page } from '../kit/index.ts';
import type { DropReason } from '../model/api-call.ts';
import { AssayError } from '../model/errors.ts';

/** One record received, in input order. Holds no value of it. */
export interface Annotation extends CallAnnotation {
  /** The record's id, where it has the form of one and holds no value of a data class. */
  readonly id?: string;
  /** Else where it stands: `FILE:LINE`. */
  readonly at?: string;
  /** Why the record became no call. */
  readonly dropped?: DropReason;
}

export interface AnnotatedPages {
  readonly pages: AsyncIterable<Page>;
  readonly traitsOf: (page: Page) => SourceTraits;
  readonly settings: AnalystSettings;
  readonly annotate: AnnotateCall;
  /** May an id of this text be written. */
  readonly isPlainId: (id: string) => boolean;
  /** Annotations of one page, in input order; the next page is read when it is done. */
  readonly write: (annotations: readonly Annotation[]) => Promise<void>;
}

/** Reads the records once more and annotates each. Returns how many there were. */
export async function annotatePages(options: AnnotatedPages): Promise<number> {
  let annotations: Annotation[] = [];
  let received = 0;
  const reader = createRecordReader(options.settings, {
    accepted: (call, hop, file, line) => {
      const annotation = options.annotate(call, hop);
      if (annotation === null) throw inputChanged();
      const { id } = call;
      annotations.push(
        id !== null && options.isPlainId(id)
          ? { id, ...annotation }
          : { at: `${file}:${line}`, ...annotation },
      );
    },
    dropped: (reason, file, line) => annotations.push(droppedRecord(reason, file, line)),
  });
  for await (const page of options.pages) {
    const { records, position } = page;
    reader.observe({ traits: options.traitsOf(page), records, position });
    // The reader gives a line that it could not deliver a page's last place.
    for (const { reason, count, lines } of page.dropped) {
      for (let index = 0; index < count; index += 1) {
        const line = lines[index] ?? (lines.at(-1) ?? position.firstLine) + index - lines.length + 1;
        annotations.push(droppedRecord(reason, position.file, line));
      }
    }
    received += annotations.length;
    await options.write(annotations);
    annotations = [];
  }
  return received;
}

function droppedRecord(reason: DropReason, file: string, line: number): Annotation {
  return {
    at: `${file}:${line}`,
    endpoint: null,
    threats: [],
    dataClasses: [],
    auth: { scheme: null, schemes: [], credentials: 'unobservable' },
    dropped: reason,
  };
}

/** The second reading met other records than the first one. */
export function inputChanged(): AssayError {
  return new AssayError({
    code: 'ANNOTATE_INPUT_CHANGED',
    kind: 'config',
    message: 'The input changed between its two readings, so it cannot be annotated call by call.',
    fix: 'Annotate a file that nobody writes to: copy the log first. Pipes can be read once only.',
  });
}
