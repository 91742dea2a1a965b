import { AssayError, type JsonValue } from '../../src/kit/index.ts';
import { isJsonArray, isJsonObject } from '../../src/model/json.ts';

/** What a message of the search says, by words that its texts have; the texts themselves are never shown. */
const MEANINGS = [
  {
    words:
      /incomplete|prematurely|finalized|timed? ?out|unable to distribute|peer|queue|quota|concurren|maximum number of/i,
    code: 'SPLUNK_SEARCH_INCOMPLETE',
    kind: 'transient',
    message: 'The search was not finished: a peer failed, or a limit of the server was reached.',
    fix: 'See the state of the indexers and the search quota of the role; the next run goes on where this one stopped.',
  },
  {
    words: /permission|not authorized|unauthorized|insufficient|capabilit/i,
    code: 'SPLUNK_SEARCH_DENIED',
    kind: 'auth',
    message: 'The role may not run this search.',
    fix: 'Give it the capability search and the indexes of this entry.',
  },
] as const;

/** Said at any level: without a peer, or ended before its time, a search counts and gives less than there is. */
const NOT_WHOLE = /incomplete|prematurely|unable to distribute|auto-?finalized|timed? ?out/i;

/**
 * Errors of a search come with status 200 inside of its results. Throws for type ERROR and FATAL, and for any other
 * that says that the result is not whole.
 */
export function requireSuccess(messages: JsonValue | undefined): void {
  if (!isJsonArray(messages)) return;
  for (const entry of messages) {
    const { type, text } = partsOf(entry);
    const meaning = MEANINGS.find(({ words }) => words.test(text));
    const isFailure = type === 'ERROR' || type === 'FATAL';
    if (!isFailure && !NOT_WHOLE.test(text)) continue;
    if (meaning !== undefined) {
      const { code, kind, message, fix } = meaning;
      throw new AssayError({ code, kind, message, fix, context: { type } });
    }
    throw new AssayError({
      code: 'SPLUNK_SEARCH_FAILED',
      kind: 'sourceContract',
      message: 'Splunk refused the search or could not run it.',
      fix: 'Run the same index, sourcetypes and filter in Splunk Web; it shows the reason.',
      context: { type },
    });
  }
}

function partsOf(entry: JsonValue): { readonly type: string; readonly text: string } {
  if (!isJsonObject(entry)) return { type: '', text: '' };
  const { type, text } = entry;
  return { type: typeof type === 'string' ? type : '', text: typeof text === 'string' ? text : '' };
}
