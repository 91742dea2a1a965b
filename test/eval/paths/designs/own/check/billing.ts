import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';
import { PLACES } from './vocabulary.ts';

const PAYMENT = 'pspReference merchantReference amount resultCode additionalData fraudResult';
const MANDATE = 'id reference scheme status createdAt nextPossibleChargeDate';
const PAYOUT = 'payoutId arrivalDate amount currency fees status';

/** Acquirer: upper-case references without prefix, merchant account names, ids of two letters and digits. */
export const ACQUIRER: Design = {
  name: 'ferrymint',
  source: 'own',
  half: 'check',
  host: 'checkout-live.ferrymint.example',
  basePath: '/checkout/v71',
  templates: [
    on('POST', '/sessions', item('id sessionData amount expiresAt returnUrl'), '', { weight: 5 }),
    on('GET', '/sessions/{sessionId}', item('id status'), 'sessionResult', { weight: 3 }),
    on('POST', '/payments', item(PAYMENT), '', { weight: 6 }),
    on('POST', '/payments/details', item(PAYMENT), '', { weight: 4 }),
    on('GET', '/payments/{pspReference}', item(PAYMENT), '', { weight: 4 }),
    on(
      'POST',
      '/payments/{pspReference}/captures',
      item('pspReference paymentPspReference status amount'),
      '',
      { weight: 3 },
    ),
    on(
      'POST',
      '/payments/{pspReference}/refunds',
      item('pspReference paymentPspReference status amount reason'),
    ),
    on('POST', '/payments/{pspReference}/cancels', item('pspReference paymentPspReference status')),
    on('POST', '/payments/{pspReference}/reversals', item('pspReference paymentPspReference status')),
    on('POST', '/paymentMethods', item('paymentMethods storedPaymentMethods'), '', { weight: 3 }),
    on('POST', '/paymentMethods/balance', item('pspReference balance transactionLimit')),
    on(
      'GET',
      '/storedPaymentMethods',
      item('merchantAccount shopperReference storedPaymentMethods'),
      'merchantAccount shopperReference',
    ),
    on(
      'DELETE',
      '/storedPaymentMethods/{recurringToken}',
      item('status'),
      'merchantAccount shopperReference',
    ),
    on(
      'GET POST',
      '/merchants/{merchantAccount}/webhooks',
      list('id type url active'),
      'pageNumber pageSize',
    ),
    on(
      'GET PATCH DELETE',
      '/merchants/{merchantAccount}/webhooks/{webhook}',
      item('id type url active username'),
    ),
    on('POST', '/merchants/{merchantAccount}/webhooks/{webhook}/test', item('data')),
    on('GET', '/merchants/{merchantAccount}/payouts', list(PAYOUT), 'from to', { weight: 2 }),
    on('GET', '/merchants/{merchantAccount}/payouts/{payoutDay}', item(PAYOUT)),
    on('GET', '/merchants/{merchantAccount}/terminals', list('id model serialNumber store lastActivity')),
    on('GET', '/terminals/{terminal}', item('id model serialNumber store firmware'), '', { weight: 2 }),
    on('POST', '/terminals/{terminal}/reboot', item('scheduleActionsAt')),
    on('GET POST', '/mandates', list(MANDATE), 'customer status limit'),
    on('GET PUT', '/mandates/{mandate}', item(MANDATE)),
    on('POST', '/mandates/{mandate}/actions/cancel', item(MANDATE)),
    on('POST', '/mandates/{mandate}/actions/reinstate', item(MANDATE)),
    on('GET', '/disputes', list('disputeId reason amount deadline state'), 'state limit'),
    on('GET', '/disputes/{dispute}', item('disputeId reason amount deadline state evidence')),
    on('POST', '/disputes/{dispute}/evidence', item('accepted fileName'), '', {
      requestType: 'multipart/form-data',
    }),
    on('GET', '/exchangeRates/{pair}', item('base target bid ask at')),
    on('GET', '/bins/{bin}', item('scheme funding issuer country commercial'), '', { weight: 2 }),
  ],
  slots: {
    sessionId: 'like:CS<upper:6><digits:5><upper:5>',
    pspReference: 'like:<upper:2><digits:2><upper:8><digits:2><upper:2>',
    recurringToken: 'like:<digits:16>',
    merchantAccount: `like:<any:${PLACES.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())}>Retail<any:ECOM|POS|GmbH|UK|EU>`,
    webhook: 'like:WH<base36:12>',
    payoutDay: 'date',
    terminal: 'like:<any:V400m|S1F2|P400Plus|AMS1>-<digits:9>',
    mandate: 'like:MD000<base36:8>',
    dispute: 'like:<digits:4>-<digits:4>-<digits:4>',
    pair: 'join:currency_currency',
    bin: 'like:4<digits:5>',
  },
  poolCap: { merchantAccount: 80 },
};
