// Generated from schemas/ by `npm run generate`. Do not edit.
/**
 * The configuration file of the agent (assay.yaml). Secrets are written as ${env:NAME} or ${file:/path}.
 */
export interface ConfigFile {
  /**
   * Where editors find this schema.
   */
  $schema?: string;
  /**
   * Version of this file format.
   */
  version: 1;
  /**
   * Where state lives.
   */
  store?: {
    /**
     * sqlite:PATH, or postgres://HOST/DATABASE without credentials.
     */
    url?: string;
    /**
     * Password of the PostgreSQL user.
     */
    password?: string;
  };
  /**
   * When jobs run, as cron expressions of five or six fields.
   */
  schedule?: {
    /**
     * Reads new calls from every source.
     */
    pull?: string;
    /**
     * Reads registered APIs from every gateway.
     */
    sync?: string;
    /**
     * Computes findings and grades.
     */
    assess?: string;
    /**
     * Sends results to every registry.
     */
    publish?: string;
    /**
     * Time zone of the expressions.
     */
    zone?: string;
    /**
     * Each run starts up to this much later, so that agents do not start together.
     */
    jitter?: string;
  };
  /**
   * Where registered APIs come from.
   */
  gateways?: GatewayEntry[];
  /**
   * Where calls come from.
   */
  sources?: SourceEntry[];
  /**
   * Where results go, beside the built-in registry.
   */
  registries?: RegistryEntry[];
  /**
   * Addresses or networks of proxies whose forwarded-for entries are believed.
   */
  trustedProxies?: string[];
  /**
   * How grades are computed.
   */
  grading?: {
    /**
     * The rubric: a shipped one, or the path of a rubric file.
     */
    rubric?: string;
    /**
     * Whose grade is shown where a source brings its own: ours, the source's, or the worse of both.
     */
    basis?: 'assay' | 'source' | 'worst';
  };
  /**
   * On which calls findings and grades rest.
   */
  assessment?: {
    /**
     * Days back from the reference time that count.
     */
    window?: string;
    /**
     * The reference time: the start of the run, or the latest accepted call.
     */
    asOf?: 'now' | 'latest-call';
  };
  /**
   * How long details are kept.
   */
  retention?: {
    /**
     * Redacted samples.
     */
    samples?: string;
    /**
     * Pseudonyms and networks of clients.
     */
    actors?: string;
    /**
     * Hourly and daily statistics.
     */
    buckets?: string;
  };
  /**
   * What is shown of clients.
   */
  privacy?: {
    /**
     * Show the network with a pseudonym, or the full address.
     */
    actors?: 'network' | 'address';
    /**
     * Installation key for keyed hashes, at least 32 characters; without it one is made on first run and kept beside the store.
     */
    key?: string;
  };
  /**
   * What registries get, where their own entry says nothing else.
   */
  publish?: {
    /**
     * How much leaves for the registry: the grade alone, letter with counts and link, or everything that may be shown.
     */
    detail?: 'grade' | 'summary' | 'full';
    /**
     * Also send the observed definitions of unmanaged APIs.
     */
    definitions?: boolean;
  };
  /**
   * When an answer is refused rather than obeyed.
   */
  guards?: {
    /**
     * A gateway that lost more than this share of its APIs since the last pass, or all, is refused.
     */
    maxLossShare?: number;
  };
  /**
   * How many leading path segments make the base path of an unmanaged API; the first rule that matches counts.
   *
   * Items: One rule.
   */
  grouping?: {
    /**
     * Host, or pattern with *.
     */
    host: string;
    /**
     * Number of leading segments.
     */
    segments: number;
  }[];
  /**
   * Environment, owner and tags by host, where neither gateway nor definition states them; the first rule that matches counts.
   *
   * Items: One rule.
   */
  labels?: {
    /**
     * Host, or pattern with *.
     */
    host: string;
    /**
     * Environment of the APIs, such as production.
     */
    environment?: string;
    /**
     * Team or person that owns the APIs.
     */
    owner?: string;
    /**
     * Tags of the APIs.
     */
    tags?: string[];
  }[];
  /**
   * How a gateway says that an API is going away.
   */
  lifecycle?: {
    /**
     * Tags that mean it.
     */
    tags?: {
      /**
       * An API or route with one of these is deprecated.
       */
      deprecated?: string[];
      /**
       * An API or route with one of these is retired.
       */
      retired?: string[];
    };
  };
  /**
   * The web console and REST API.
   */
  console?: {
    /**
     * Address and port; loopback unless said otherwise.
     */
    listen?: string;
    /**
     * Further names under which browsers may ask for it (Host header).
     */
    hosts?: string[];
  };
  /**
   * Logs on standard error.
   */
  logging?: {
    /**
     * The least level that is written.
     */
    level?: 'error' | 'warn' | 'info' | 'debug';
  };
}
/**
 * One gateway (or definition) and the properties of its connector.
 */
export interface GatewayEntry {
  /**
   * Name of this entry: lower-case letters, digits and hyphens. Cursors and results are kept under it.
   */
  id: string;
  /**
   * Which connector reads it; `assay connectors list` names them. Its own properties stand beside this one.
   */
  connector: string;
  /**
   * Hosts at which routes without a host are reachable.
   */
  hosts?: string[];
  /**
   * Addresses or networks from which the gateway calls its upstreams.
   */
  addresses?: string[];
  /**
   * Definitions only: register APIs by themselves, without a gateway.
   */
  registers?: boolean;
  /**
   * Environment of the APIs, such as production.
   */
  environment?: string;
  /**
   * Team or person that owns the APIs.
   */
  owner?: string;
  /**
   * Tags of every API of this gateway.
   */
  tags?: string[];
}
/**
 * One source and the properties of its connector.
 */
export interface SourceEntry {
  /**
   * Name of this entry: lower-case letters, digits and hyphens. Cursors and results are kept under it.
   */
  id: string;
  /**
   * Which connector reads it; `assay connectors list` names them. Its own properties stand beside this one.
   */
  connector: string;
  /**
   * Format of the records: a shipped mapping, or the path of a mapping file.
   */
  mapping?: string;
  /**
   * Where it sees calls: edge, mesh, gateway:ID or behind:ID.
   */
  observes?: string;
  /**
   * What the format does not state.
   */
  defaults?: {
    /**
     * Host of every call.
     */
    host?: string;
    /**
     * Scheme of every call.
     */
    scheme?: 'http' | 'https';
    /**
     * Time zone of times without an offset.
     */
    zone?: string;
  };
  /**
   * What the log format needs to know of how the log was set up, by the option names of the mapping: captured header names, for instance.
   */
  options?: {
    [k: string]: string[] | undefined;
  };
}
/**
 * One registry and the properties of its connector.
 */
export interface RegistryEntry {
  /**
   * Name of this entry: lower-case letters, digits and hyphens. Cursors and results are kept under it.
   */
  id: string;
  /**
   * Which connector reads it; `assay connectors list` names them. Its own properties stand beside this one.
   */
  connector: string;
  /**
   * What this registry gets.
   */
  publish?: {
    /**
     * How much leaves for the registry: the grade alone, letter with counts and link, or everything that may be shown.
     */
    detail?: 'grade' | 'summary' | 'full';
    /**
     * Also send the observed definitions of unmanaged APIs.
     */
    definitions?: boolean;
  };
}
