import { bare, type DataClass, insideText, joined, under } from './data-class.ts';

/** A secret that its issuer marks by a prefix (the issuers' own documentation of their token formats). */
function issuerSecret(init: {
  readonly id: string;
  readonly title: string;
  readonly anyOf: readonly string[];
  readonly pattern: RegExp;
  /** Built from parts, so that no scanner takes this file for a leak. */
  readonly positives: readonly string[];
  readonly nearMisses: readonly string[];
}): DataClass {
  return {
    id: init.id,
    title: init.title,
    category: 'secret',
    prefilter: { minRun: 8, minLength: 16, anyOf: init.anyOf },
    pattern: init.pattern,
    contextWords: ['token', 'key', 'secret', 'api key', 'credential'],
    chanceRate: 1e-9,
    needsContext: false,
    positives: bare(...init.positives),
    nearMisses: bare(...init.nearMisses),
  };
}

const ALNUM = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0';
const HEX = '0123456789abcdef0123456789abcdef';

const AWS_ACCESS_KEY = issuerSecret({
  id: 'aws-access-key',
  title: 'AWS access key id',
  anyOf: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
  pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/g,
  positives: [joined('AKIA', 'IOSFODNN7EXAMPLE'), joined('key=ASIA', 'Q3EGP2CIJQ7EXAMP;')],
  nearMisses: ['AKIAIOSFODNN7EXAMPL', 'AKIAIOSFODNN1EXAMPLE', 'XAKIAIOSFODNN7EXAMPLE'],
});

const GITHUB_TOKEN = issuerSecret({
  id: 'github-token',
  title: 'GitHub token',
  anyOf: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
  pattern:
    /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?![A-Za-z0-9])/g,
  positives: [`ghp_${ALNUM.slice(0, 36)}`, `github_pat_${ALNUM.slice(0, 22)}_${ALNUM}${ALNUM.slice(0, 19)}`],
  nearMisses: [`ghp_${ALNUM.slice(0, 20)}`, `ghx_${ALNUM.slice(0, 36)}`],
});

const GITLAB_TOKEN = issuerSecret({
  id: 'gitlab-token',
  title: 'GitLab token',
  anyOf: ['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-', 'gloas-'],
  pattern: /(?<![A-Za-z0-9])gl(?:pat|dt|rt|cbt|ptt|oas)-[A-Za-z0-9_-]{20,64}(?![A-Za-z0-9])/g,
  positives: [`glpat-${ALNUM.slice(0, 20)}`],
  nearMisses: ['glpat-short', `glxat-${ALNUM.slice(0, 20)}`],
});

const SLACK_TOKEN = issuerSecret({
  id: 'slack-token',
  title: 'Slack token or webhook',
  anyOf: ['xox', 'hooks.slack.com'],
  pattern:
    /(?<![A-Za-z0-9])(?:xox[abeoprs]-[A-Za-z0-9-]{10,200}|hooks\.slack\.com\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/[A-Za-z0-9]{20,30})(?![A-Za-z0-9])/g,
  positives: [
    joined('xoxb-', '123456789012-', ALNUM.slice(0, 24)),
    joined('https://hooks.slack.com/services/', 'T00000000/B00000000/', ALNUM.slice(0, 24)),
  ],
  nearMisses: ['xoxo-hugs', 'xoxz-123456789012-abc', 'hooks.slack.com/services/x'],
});

const STRIPE_KEY = issuerSecret({
  id: 'stripe-key',
  title: 'Stripe secret key',
  anyOf: ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_', 'whsec_'],
  pattern:
    /(?<![A-Za-z0-9])(?:[sr]k_(?:live|test)_[A-Za-z0-9]{16,128}|whsec_[A-Za-z0-9+/]{24,64})(?![A-Za-z0-9])/g,
  positives: [`sk_live_${ALNUM.slice(0, 24)}`, `whsec_${ALNUM.slice(0, 32)}`],
  nearMisses: [`pk_live_${ALNUM.slice(0, 24)}`, 'sk_live_short'],
});

const GOOGLE_API_KEY = issuerSecret({
  id: 'google-api-key',
  title: 'Google API key or OAuth secret',
  anyOf: ['AIza', 'GOCSPX-', 'ya29.'],
  pattern:
    /(?<![A-Za-z0-9_-])(?:AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{28}|ya29\.[A-Za-z0-9_-]{30,400})(?![A-Za-z0-9_-])/g,
  positives: [`AIza${ALNUM.slice(0, 35)}`, `GOCSPX-${ALNUM.slice(0, 28)}`],
  nearMisses: [`AIza${ALNUM.slice(0, 30)}`, 'AIzaSomething'],
});

const SENDGRID_KEY = issuerSecret({
  id: 'sendgrid-key',
  title: 'SendGrid API key',
  anyOf: ['SG.'],
  pattern: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g,
  positives: [`SG.${ALNUM.slice(0, 22)}.${ALNUM}abc`],
  nearMisses: ['SG.abc.def', `SG.${ALNUM.slice(0, 22)}.${ALNUM.slice(0, 20)}`],
});

const TWILIO_KEY = issuerSecret({
  id: 'twilio-key',
  title: 'Twilio API key',
  anyOf: ['SK'],
  pattern: /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/g,
  positives: [`SK${HEX}`],
  nearMisses: [`SK${HEX.slice(1)}`, `AC${HEX}`],
});

const NPM_TOKEN = issuerSecret({
  id: 'npm-token',
  title: 'npm access token',
  anyOf: ['npm_'],
  pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g,
  positives: [`npm_${ALNUM.slice(0, 36)}`],
  nearMisses: ['npm_config_registry_is_set_by_user_ok', `npm_${ALNUM.slice(0, 30)}`],
});

const PYPI_TOKEN = issuerSecret({
  id: 'pypi-token',
  title: 'PyPI token',
  anyOf: ['pypi-AgE'],
  pattern: /(?<![A-Za-z0-9])pypi-AgE[A-Za-z0-9_-]{50,300}/g,
  positives: [`pypi-AgE${ALNUM}${ALNUM}`],
  nearMisses: ['pypi-AgEshort', `pypi-xyz${ALNUM}${ALNUM}`],
});

const LLM_API_KEY = issuerSecret({
  id: 'llm-api-key',
  title: 'API key of a language model provider',
  anyOf: ['sk-', 'hf_'],
  pattern:
    /(?<![A-Za-z0-9])(?:sk-(?:proj|svcacct|admin|or|ant)-[A-Za-z0-9_-]{24,200}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|hf_[A-Za-z]{34})(?![A-Za-z0-9])/g,
  positives: [`sk-proj-${ALNUM}`, `sk-${ALNUM.slice(0, 20)}T3BlbkFJ${ALNUM.slice(0, 20)}`],
  nearMisses: ['sk-proj-short', 'sk-learn-is-a-library-for-python', 'risk-proj-aaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
});

/** Sixty-four bytes in base64 are many a secret's form: by itself only one with Azure's mark, `+ASt`, is of an account. */
const AZURE_STORAGE_KEY: DataClass = {
  ...issuerSecret({
    id: 'azure-storage-key',
    title: 'Azure storage account key',
    anyOf: ['AccountKey=', '+ASt'],
    pattern:
      /(?:(?<=AccountKey=)[A-Za-z0-9+/]{86}|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{76}\+ASt[A-Za-z0-9+/]{6})==(?![A-Za-z0-9+/=])/g,
    positives: [
      `AccountName=x;AccountKey=${ALNUM}${ALNUM}abc+/9==;`,
      `${ALNUM}${ALNUM.slice(0, 36)}+AStAbC9dQ==`,
    ],
    nearMisses: [`AccountKey=${ALNUM}==`, `${ALNUM}${ALNUM}abc+/9=`, `${ALNUM}${ALNUM}abc+/9==`],
  }),
  keyedPattern: /^[A-Za-z0-9+/]{86}==$/,
  contextWords: [
    'azure storage',
    'azure storage key',
    'azure key',
    'storage key',
    'storage account key',
    'account key',
    'blob key',
  ],
};

const AZURE_SAS = issuerSecret({
  id: 'azure-sas',
  title: 'Azure shared access signature',
  anyOf: ['sig='],
  pattern: /(?<=[?&])sig=[A-Za-z0-9%+/]{40,90}(?:=|%3D)?(?![A-Za-z0-9%+/])/g,
  positives: [`https://x.blob.example/c?sv=2022-11-02&se=2024&sig=${ALNUM}abcd%3D`],
  nearMisses: [`?design=${ALNUM}abcd%3D`, '?sv=1&sig=short'],
});

const SHOPIFY_TOKEN = issuerSecret({
  id: 'shopify-token',
  title: 'Shopify access token',
  anyOf: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
  pattern: /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}(?![A-Za-z0-9])/g,
  positives: [`shpat_${HEX}`],
  nearMisses: [`shpat_${HEX.slice(2)}`, `shpxx_${HEX}`],
});

const DIGITALOCEAN_TOKEN = issuerSecret({
  id: 'digitalocean-token',
  title: 'DigitalOcean token',
  anyOf: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
  pattern: /(?<![A-Za-z0-9])do[opr]_v1_[0-9a-f]{64}(?![A-Za-z0-9])/g,
  positives: [`dop_v1_${HEX}${HEX}`],
  nearMisses: [`dop_v1_${HEX}`, `dox_v1_${HEX}${HEX}`],
});

const VAULT_TOKEN = issuerSecret({
  id: 'vault-token',
  title: 'HashiCorp Vault token',
  anyOf: ['hvs.', 'hvb.', 'hvr.'],
  pattern: /(?<![A-Za-z0-9])hv[bsr]\.[A-Za-z0-9_-]{24,300}(?![A-Za-z0-9_-])/g,
  positives: [`hvs.${ALNUM.slice(0, 28)}`],
  nearMisses: ['hvs.short', `hvx.${ALNUM.slice(0, 28)}`],
});

const DATABRICKS_TOKEN = issuerSecret({
  id: 'databricks-token',
  title: 'Databricks token',
  anyOf: ['dapi'],
  pattern: /(?<![A-Za-z0-9])dapi[0-9a-f]{32}(?:-\d)?(?![A-Za-z0-9])/g,
  positives: [`dapi${HEX}`],
  nearMisses: [`dapi${HEX.slice(1)}`, `rapid${HEX}`],
});

const TELEGRAM_BOT_TOKEN = issuerSecret({
  id: 'telegram-bot-token',
  title: 'Telegram bot token',
  anyOf: [':AA'],
  pattern: /(?<![A-Za-z0-9])\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/g,
  positives: [joined('123456789', ':AA', ALNUM.slice(0, 33))],
  nearMisses: ['123456789:AAshort', `1234:AA${ALNUM.slice(0, 33)}`],
});

const DOCKER_TOKEN = issuerSecret({
  id: 'docker-token',
  title: 'Docker access token',
  anyOf: ['dckr_'],
  pattern: /(?<![A-Za-z0-9])dckr_[po]at_[A-Za-z0-9_-]{24,64}(?![A-Za-z0-9_-])/g,
  positives: [`dckr_pat_${ALNUM.slice(0, 27)}`],
  nearMisses: ['dckr_pat_short', `dckr_xat_${ALNUM.slice(0, 27)}`],
});

const ATLASSIAN_TOKEN = issuerSecret({
  id: 'atlassian-token',
  title: 'Atlassian API token',
  anyOf: ['ATATT3x', 'ATCTT3x'],
  pattern: /(?<![A-Za-z0-9])AT[AC]TT3x[A-Za-z0-9_=-]{24,300}(?![A-Za-z0-9_=-])/g,
  positives: [`ATATT3x${ALNUM}${ALNUM}=0A1B2C3D`],
  nearMisses: ['ATATT3xshort', `ATATT4x${ALNUM}${ALNUM}`],
});

/** The secret half carries no prefix: only its key tells it from other base64. */
const AWS_SECRET_KEY: DataClass = {
  id: 'aws-secret-key',
  title: 'AWS secret access key',
  category: 'secret',
  prefilter: { minLength: 40 },
  pattern: /^[A-Za-z0-9+/]{40}$/,
  validate: (candidate) => /[A-Z]/.test(candidate) && /[a-z]/.test(candidate) && /\d/.test(candidate),
  contextWords: [
    'aws secret',
    'secret access key',
    'aws secret access key',
    'secretaccesskey',
    'aws secret key',
    's3 secret',
    's3 secret key',
    'amazon secret key',
    'aws secret access',
  ],
  inText: [
    {
      words: [
        'aws secret',
        'secret access key',
        'aws secret access key',
        'aws secret key',
        'secret key',
        's3 secret key',
        'amazon secret key',
      ],
      form: insideText(/^[A-Za-z0-9+/]{40}$/),
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('SecretAccessKey', joined('wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY')),
    ...under('note', joined('AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY exported')),
  ],
  nearMisses: [
    ...under('sha1', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'),
    ...under('secretAccessKey', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', 'unset'),
    ...under('note', 'secret key da39a3ee5e6b4b0d3255bfef95601890afd80709'),
  ],
};

export const ISSUER_SECRET_CLASSES: readonly DataClass[] = [
  AWS_ACCESS_KEY,
  AWS_SECRET_KEY,
  GITHUB_TOKEN,
  GITLAB_TOKEN,
  SLACK_TOKEN,
  STRIPE_KEY,
  GOOGLE_API_KEY,
  SENDGRID_KEY,
  TWILIO_KEY,
  NPM_TOKEN,
  PYPI_TOKEN,
  LLM_API_KEY,
  AZURE_STORAGE_KEY,
  AZURE_SAS,
  SHOPIFY_TOKEN,
  DIGITALOCEAN_TOKEN,
  VAULT_TOKEN,
  DATABRICKS_TOKEN,
  TELEGRAM_BOT_TOKEN,
  DOCKER_TOKEN,
  ATLASSIAN_TOKEN,
];
