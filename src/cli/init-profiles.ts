const HEAD = `# Assay's configuration. Every key is described in schemas/config.schema.json; assay validate checks it.
# Secrets are written as references only: \${env:NAME} or \${file:/path}.
version: 1

store: { url: "sqlite:./data/assay.db" }     # state directory 0700, file 0600

schedule:                                    # cron expressions; every job starts from where it stopped
  pull: "*/5 * * * *"
  sync: "0 * * * *"
  assess: "10 * * * *"
  publish: "15 * * * *"
  zone: UTC
`;

const TAIL = `
# Addresses of your own proxies and load balancers: the client is the first address in X-Forwarded-For, from the
# right, that is none of them.
trustedProxies: [10.0.0.0/8]

console: { listen: "127.0.0.1:8080" }
`;

const KONG = `
gateways:
  - id: kong-prod
    connector: kong
    url: "https://kong-admin.example:8444"   # <your Admin API>
    token: "\${env:KONG_ADMIN_TOKEN}"
    hosts: [api.shop.example]                # <hosts at which routes without a host are reachable>
    addresses: [10.0.4.0/28]                 # <addresses from which the gateway calls its upstreams>
    environment: production

sources:
  - id: kong-logs
    connector: files
    mapping: kong-http-log                   # one record of the http-log or file-log plugin a line
    paths: ["/var/log/kong/*.ndjson*"]       # <your files; rotated, .gz and .zst ones included>
    observes: "gateway:kong-prod"
`;

const GRAYLOG = `
gateways:
  - id: kong-prod
    connector: kong
    files: [kong.yaml]                       # <a decK export, or url and token of an Admin API>
    hosts: [api.shop.example]                # <hosts at which routes without a host are reachable>

sources:
  - id: lake
    connector: graylog-api-security
    paths: ["/var/lib/assay/export/*.ndjson.gz"]   # <your NDJSON exports>
    observes: "behind:kong-prod"             # what the lake sees: edge, gateway:ID, behind:ID or mesh
`;

const AMPLIFY_GRAYLOG = `
gateways:
  - id: amplify-managed                      # what the gateways connected to Amplify serve, as Central lists it
    connector: amplify
    region: EU
    organizationId: "123456789"              # <your organization; in quotes>
    clientId: assay-read                     # <a service account that reads the environments>
    privateKey: "\${file:secrets/amplify-read.pem}"
    managedEnvironments: [production]        # <environments of your gateways>

sources:
  - id: lake
    connector: graylog-api-security
    url: "https://graylog.example:7700"      # <your server; or paths: [/var/lib/assay/export/*.ndjson.gz]>
    username: assay
    password: "\${file:secrets/graylog}"
    observes: edge                           # what the lake sees: edge, gateway:ID, behind:ID or mesh

registries:
  - id: amplify
    connector: amplify
    region: EU
    organizationId: "123456789"
    clientId: assay-publish                  # <a service account that writes; another one than the reader>
    privateKey: "\${file:secrets/amplify-publish.pem}"
    managedEnvironments: [production]        # grades of managed APIs are shown on their own instances there
    targetEnvironment: graylog-discovered    # unmanaged APIs go here; made when it is not there
    publish: { detail: summary, definitions: false }   # assay plan amplify shows what would change

grading: { basis: assay }                    # or source, worst: where the lake brings a score of its own
`;

const OPENAPI = `
gateways:
  - id: definitions
    connector: openapi
    paths: [openapi/]                        # <files, folders or URLs of OpenAPI 2.0, 3.0, 3.1 documents>
    registers: true                          # these documents are what is registered

sources:
  - id: edge
    connector: files
    mapping: nginx-json                      # <assay mappings list shows the formats>
    paths: ["/var/log/nginx/api*.log*"]
    observes: edge
`;

/** The texts of `assay init`; a test validates each of them. */
export const INIT_PROFILES: Readonly<Record<string, string>> = {
  kong: HEAD + KONG + TAIL,
  graylog: HEAD + GRAYLOG + TAIL,
  'amplify-graylog': HEAD + AMPLIFY_GRAYLOG + TAIL,
  openapi: HEAD + OPENAPI + TAIL,
};
