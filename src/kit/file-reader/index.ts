export { checkFiles, READ_ACCESS } from './check-files.ts';
export { DOCUMENTS_CURSOR_SCHEMA, type DocumentsCursor } from './document-cursor.ts';
export { FILES_CURSOR_SCHEMA, type FileEntry, type FilesCursor } from './file-cursor.ts';
export { type FileSurroundings, isFileFault } from './file-problems.ts';
export { FILE_PROPERTIES, type FileProperties, lineFilesOf } from './file-properties.ts';
export { findFiles } from './find-files.ts';
export { UNPACK_LIMITS, type UnpackLimits } from './guard-unpacking.ts';
export { type DocumentFiles, readDocumentFiles } from './read-documents.ts';
export { type LineFiles, readLineFiles, readLineFilesOnce } from './read-lines.ts';
