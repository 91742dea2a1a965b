import { looksRandom, valueType } from './value-type.ts';

/**
 * Paths that say "nobody's API" by themselves: files of a web front end and what vulnerability scanners ask for
 * (lists of OWASP CRS rule 930130 and of public scanner word lists, as data in own words).
 */
const SCRIPT_EXTENSIONS = /\.(?:m?js|css|map|ico|woff2?|ttf|eot|otf|less|scss)$/i;
const PAGE_FILES =
  /^(?:robots\.txt|sitemap(?:[-_.][\w-]*)*\.xml|favicon\.(?:ico|png|svg)|manifest\.json|site\.webmanifest|apple-touch-icon[\w-]*\.png|browserconfig\.xml|(?:index|home|404)\.html?)$/i;
const IMAGE_EXTENSIONS = /\.(?:png|jpe?g|gif|svg|webp|avif|bmp|mp4|webm|html?)$/i;
const ASSET_FOLDERS: ReadonlySet<string> = new Set([
  'assets',
  'static',
  'images',
  'img',
  'css',
  'js',
  'fonts',
  'media',
  'dist',
  'build',
  '_next',
  '_nuxt',
  'public',
  'bower_components',
  'node_modules',
]);

/** Folders that a build fills: names there hold hashes, which are no ids. */
const BUILD_FOLDERS: ReadonlySet<string> = new Set([
  'assets',
  'static',
  'css',
  'js',
  'fonts',
  'dist',
  'build',
  '_next',
  '_nuxt',
]);

/** The picture of something: an id before the dot, or a size below an id. */
function isIdFile(segments: readonly string[], file: string): boolean {
  const above = segments.at(-2);
  return isId(file.slice(0, file.lastIndexOf('.'))) || (above !== undefined && isId(above));
}

function isId(text: string): boolean {
  return valueType(text) !== null || looksRandom(text);
}

/** A file that a browser fetches to draw a page. */
export function isStaticAsset(method: string, segments: readonly string[]): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const file = segments.at(-1);
  if (file === undefined || !file.includes('.')) return false;
  if (SCRIPT_EXTENSIONS.test(file) || PAGE_FILES.test(file)) return true;
  if (!IMAGE_EXTENSIONS.test(file)) return false;
  if (!BUILD_FOLDERS.has((segments[0] ?? '').toLowerCase()) && isIdFile(segments, file)) return false;
  return segments.length === 1 || ASSET_FOLDERS.has((segments[0] ?? '').toLowerCase());
}

const PROBE_SEGMENT =
  /^(?:\.(?:env|git|svn|hg|aws|ssh|docker|vscode|idea|ds_store|htaccess|htpasswd|npmrc|bash_history)(?:[.\w-]*)|wp-[\w-]+(?:\.php)?|wordpress|xmlrpc\.php|phpmyadmin|pma|phpinfo(?:\.php)?|adminer(?:\.php)?|cgi-bin|boaform|hnap1|solr|telescope|phpunit|eval-stdin\.php|owa|autodiscover|ecp|struts|weblogic|server-status|server-info|id_rsa|web\.config|nmaplowercheck\d*|evox|_ignition|_profiler|\.\.)$/i;
const PROBE_FILE =
  /\.(?:php\d?|phtml|aspx?|ashx|asmx|jspx?|cgi|pl|cfm|bak|old|swp|sql|tar|tgz|rar|7z|ini|conf|pem|key|log)$/i;
/** Names that an API may well have, asked for as scanners do: as the first two segments. */
const PROBE_PAIRS: ReadonlySet<string> = new Set([
  'actuator/env',
  'actuator/heapdump',
  'actuator/gateway',
  'actuator/mappings',
  'manager/html',
  'manager/status',
  'console/login',
  'jenkins/login',
  'jenkins/script',
  'vendor/phpunit',
]);
const BACKUP =
  /^(?:backup|dump|db|database|www|site|html|public_html|old)[\w-]*\.(?:zip|gz|tgz|bz2|rar|7z|sql)$/i;

/** What a scanner asks for. Only a path that was never answered with success is noise for it. */
export function isProbePath(segments: readonly string[]): boolean {
  for (const segment of segments) {
    if (segment.length <= 64 && looksSuspicious(segment) && PROBE_SEGMENT.test(segment)) return true;
  }
  if (segments.length > 1 && PROBE_PAIRS.has(`${segments[0] ?? ''}/${segments[1] ?? ''}`.toLowerCase()))
    return true;
  const file = segments.at(-1);
  return file?.includes('.') === true && (PROBE_FILE.test(file) || BACKUP.test(file));
}

/** First letters of the list: spares the pattern for most segments. */
function looksSuspicious(segment: string): boolean {
  const unit = segment.charCodeAt(0) | 32;
  return (
    '.wxpacbhsjmteonvi_'.includes(String.fromCharCode(unit)) ||
    segment.startsWith('.') ||
    segment.startsWith('_')
  );
}
