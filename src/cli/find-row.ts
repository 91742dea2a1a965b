import { AssayError } from '../model/errors.ts';
import { nearestWord } from '../schema/index.ts';

/** What an API is asked for by. */
interface ApiNames {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly basePath: string;
}

/** An API by id, by the start of its id, or by `host/base/path`. Throws AssayError when none or several fit. */
export function findApi<T extends ApiNames>({ apis }: { readonly apis: readonly T[] }, asked: string): T {
  const exact = apis.filter((api) => api.id === asked || addressOf(api) === asked);
  const fitting =
    exact.length > 0 ? exact : apis.filter((api) => api.id.startsWith(asked) || api.name === asked);
  const [found] = fitting;
  if (found !== undefined && fitting.length === 1) return found;
  const nearest = fitting.length > 0 ? null : nearestWord(asked, apis.flatMap(namesOf));
  throw notFound(
    `${fitting.length === 0 ? 'No API fits' : `${fitting.length} APIs fit`} "${asked.slice(0, 80)}".`,
    `${nearest === null ? '' : `Did you mean ${nearest}? `}assay apis list shows ids, hosts and base paths.`,
  );
}

function addressOf({ host, basePath }: ApiNames): string {
  return `${host}${basePath === '/' ? '' : basePath}`;
}

function namesOf(api: ApiNames): readonly string[] {
  return [api.id, addressOf(api), api.name];
}

export function notFound(message: string, fix: string): AssayError {
  return new AssayError({ code: 'NOT_FOUND', kind: 'config', message, fix });
}
