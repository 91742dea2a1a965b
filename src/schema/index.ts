export { compileSchema, type ParseFailure, type Validator } from './compile-schema.ts';
export { nearestWord } from './nearest.ts';
export { pointerTo, pointerTokens, type SchemaProblem } from './problem.ts';
export { parseDurationMs, parseSizeBytes } from './quantities.ts';
