const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Forms in which an API gives one and the same answer: `/orders/{id}.json`, `/orders/{id}.xml`. */
const FORMATS = words(
  'json xml csv txt yaml yml rss atom ics html htm jsonp ndjson jsonl geojson kml gpx tsv',
);

/** Forms of files that people store: the extension is part of a name, `/files/{name}`. */
const FILES = words(`
  png jpg jpeg gif svg webp avif bmp tif tiff heic ico eps psd mp3 mp4 m4a m4v wav ogg oga ogv flac aac mov avi mkv
  webm wmv pdf doc docx odt rtf xls xlsx ods ppt pptx odp epub zip gz tgz tar bz2 xz 7z rar rpm deb apk jar war whl
  gem nupkg crate exe dmg iso bin dat md log sql bak parquet avro pbf mvt
`);

/** Whether the text behind the last dot names the form of a file. */
export function isExtension(text: string): boolean {
  const lower = text.toLowerCase();
  return FORMATS.has(lower) || FILES.has(lower);
}

export function isFileExtension(text: string): boolean {
  return FILES.has(text.toLowerCase());
}

/** A form in which one and the same answer is given. */
export function isFormat(text: string): boolean {
  return FORMATS.has(text.toLowerCase());
}
