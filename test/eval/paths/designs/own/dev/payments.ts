import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on } from '../notation.ts';

const CUSTOMER = 'id object created email name currency balance delinquent livemode metadata';
const CHARGE = 'id object amount amount_refunded captured currency customer paid receipt_url status';
const INTENT = 'id object amount amount_capturable client_secret confirmation_method currency status';
const PAGE = 'limit starting_after ending_before';

/** Payments with prefixed ids of every length, actions below the id, `search` and `upcoming` beside it. */
export const PAYMENTS: Design = {
  name: 'paylane',
  source: 'own',
  half: 'dev',
  host: 'api.paylane.example',
  basePath: '/v1',
  templates: [
    on('GET', '/balance', item('object available pending livemode')),
    on('GET', '/balance_transactions', list('id object amount fee net type status'), PAGE),
    on('GET', '/balance_transactions/{txn}', item('id object amount fee net type status')),
    on('GET POST', '/customers', list(CUSTOMER), `${PAGE} email`, { weight: 4 }),
    on('GET', '/customers/search', item('object url has_more next_page total_count'), 'query limit page'),
    on('GET POST DELETE', '/customers/{customer}', item(CUSTOMER), 'expand', { weight: 6 }),
    on(
      'GET POST',
      '/customers/{customer}/sources',
      list('id object brand country exp_month exp_year last4'),
      `${PAGE} object`,
    ),
    on(
      'GET POST DELETE',
      '/customers/{customer}/sources/{card}',
      item('id object brand country exp_month exp_year last4 fingerprint'),
    ),
    on('POST', '/customers/{customer}/sources/{card}/verify', item('id object status')),
    on(
      'GET',
      '/customers/{customer}/balance_transactions',
      list('id object amount ending_balance type'),
      PAGE,
    ),
    on('DELETE', '/customers/{customer}/discount', item('id object deleted')),
    on('GET POST', '/charges', list(CHARGE), `${PAGE} customer payment_intent`, { weight: 3 }),
    on('GET', '/charges/search', item('object url has_more next_page total_count'), 'query limit page'),
    on('GET POST', '/charges/{charge}', item(CHARGE), 'expand', { weight: 3 }),
    on('POST', '/charges/{charge}/capture', item(CHARGE)),
    on('GET POST', '/charges/{charge}/refunds', list('id object amount charge reason status'), PAGE),
    on('GET POST', '/payment_intents', list(INTENT), `${PAGE} customer`, { weight: 5 }),
    on('GET POST', '/payment_intents/{intent}', item(INTENT), 'client_secret', { weight: 4 }),
    on('POST', '/payment_intents/{intent}/confirm', item(INTENT), '', { weight: 3 }),
    on('POST', '/payment_intents/{intent}/capture', item(INTENT)),
    on('POST', '/payment_intents/{intent}/cancel', item(INTENT)),
    on(
      'GET POST',
      '/invoices',
      list('id object customer due_date lines number subtotal total status'),
      `${PAGE} status`,
    ),
    on(
      'GET',
      '/invoices/upcoming',
      item('object customer lines next_payment_attempt subtotal total'),
      'customer subscription',
    ),
    on(
      'GET POST DELETE',
      '/invoices/{invoice}',
      item('id object customer due_date lines number subtotal total status'),
    ),
    on('POST', '/invoices/{invoice}/finalize', item('id object number status')),
    on('POST', '/invoices/{invoice}/pay', item('id object paid status')),
    on('GET', '/invoices/{invoice}/lines', list('id object amount description period'), PAGE),
    on('GET POST', '/subscriptions', list('id object customer items plan status trial_end'), `${PAGE} price`),
    on(
      'GET POST DELETE',
      '/subscriptions/{subscription}',
      item('id object customer items plan status trial_end'),
    ),
    on('GET', '/events', list('id object api_version data type request'), `${PAGE} type`),
    on('GET', '/events/{event}', item('id object api_version data type request')),
    on('GET POST', '/webhook_endpoints', list('id object enabled_events url status'), PAGE),
    on('GET POST DELETE', '/webhook_endpoints/{endpoint}', item('id object enabled_events url status')),
    on('GET POST', '/coupons', list('id object duration percent_off redeem_by valid'), PAGE),
    on('GET POST DELETE', '/coupons/{coupon}', item('id object duration percent_off redeem_by valid')),
    on('GET', '/country_specs/{country}', item('id object default_currency supported_payment_methods')),
    on('POST', '/tokens', item('id object card client_ip type used')),
    on('DELETE', '/ephemeral_keys/{ephemeralKey}', NOTHING),
  ],
  slots: {
    txn: 'prefixed:txn_',
    customer: 'prefixed:cus_',
    card: 'prefixed:card_',
    charge: 'like:ch_3<base62:9>0<base62:8>',
    intent: 'like:pi_3<base62:9>0<base62:8>',
    invoice: 'prefixed:in_1',
    subscription: 'prefixed:sub_1',
    event: 'prefixed:evt_1',
    endpoint: 'prefixed:we_1',
    coupon:
      'like:<any:SPRING|WELCOME|LOYAL|FRIENDS|BLACKFRIDAY|VIP|STUDENT|LAUNCH><any:5|10|15|20|25|30|40|50>',
    country: 'country',
    ephemeralKey: 'prefixed:ephkey_',
  },
};
