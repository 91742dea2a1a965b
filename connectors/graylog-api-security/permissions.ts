/** Name of the permission in the manifest. */
export const LAKE_READ = 'SELECT on the table of messages';
