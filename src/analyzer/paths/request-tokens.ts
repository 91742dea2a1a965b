import { pathSegments } from '../exchange-parser.ts';
import { pathSteps } from './host-trie.ts';
import { pathToken } from './infer.ts';
import type { PathToken } from './template-tree.ts';

/** A request path as templates are matched with: decoded, slots that prove themselves taken, `reserved` literal. */
export function requestTokens(path: string, reserved: ReadonlySet<string>): PathToken[] {
  return pathSteps(pathSegments(path), reserved).map(({ text, slot }) =>
    slot === null ? pathToken(text, 'literal') : pathToken(slot.token, 'slot'),
  );
}
