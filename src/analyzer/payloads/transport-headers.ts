/**
 * Header fields that belong to HTTP, to proxies or to authentication, not to an API: no parameters, never data
 * classes. Names from the IANA field name registry and from common proxies.
 */
const TRANSPORT_HEADERS: ReadonlySet<string> = new Set(
  (
    'host connection keep-alive proxy-connection transfer-encoding te trailer upgrade upgrade-insecure-requests ' +
    'user-agent accept accept-encoding accept-language accept-charset accept-ranges content-type content-length ' +
    'content-encoding content-language content-range content-disposition content-md5 content-security-policy ' +
    'content-security-policy-report-only cache-control pragma expires age date etag last-modified vary server via ' +
    'warning allow range if-match if-none-match if-modified-since if-unmodified-since if-range expect origin referer ' +
    'referrer-policy cookie set-cookie authorization proxy-authorization www-authenticate proxy-authenticate ' +
    'authentication-info forwarded x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-port ' +
    'x-forwarded-prefix x-forwarded-path x-forwarded-server x-real-ip x-client-ip x-cluster-client-ip ' +
    'true-client-ip cf-connecting-ip cf-ray cf-ipcountry cf-visitor cf-cache-status cf-request-id fastly-client-ip ' +
    'x-envoy-external-address x-envoy-upstream-service-time x-envoy-attempt-count x-envoy-expected-rq-timeout-ms ' +
    'x-envoy-original-path x-envoy-decorator-operation x-request-id x-correlation-id x-trace-id x-b3-traceid ' +
    'x-b3-spanid x-b3-parentspanid x-b3-sampled traceparent tracestate baggage x-amzn-trace-id x-cloud-trace-context ' +
    'x-amz-cf-id x-amz-cf-pop x-cache x-cache-hits x-served-by x-timer x-powered-by x-aspnet-version ' +
    'x-aspnetmvc-version x-runtime x-kong-upstream-latency x-kong-proxy-latency x-kong-request-id ' +
    'x-kong-response-latency x-consumer-id x-consumer-username x-consumer-custom-id x-credential-identifier ' +
    'x-anonymous-consumer x-content-type-options x-frame-options x-xss-protection x-download-options ' +
    'x-permitted-cross-domain-policies strict-transport-security permissions-policy feature-policy expect-ct nel ' +
    'report-to reporting-endpoints alt-svc server-timing timing-allow-origin cross-origin-opener-policy ' +
    'cross-origin-embedder-policy cross-origin-resource-policy access-control-allow-origin ' +
    'access-control-allow-credentials access-control-allow-headers access-control-allow-methods ' +
    'access-control-expose-headers access-control-max-age access-control-request-headers ' +
    'access-control-request-method dnt sec-gpc sec-fetch-site sec-fetch-mode sec-fetch-dest sec-fetch-user ' +
    'sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform sec-websocket-key sec-websocket-version ' +
    'sec-websocket-extensions sec-websocket-protocol sec-websocket-accept priority link location retry-after ' +
    'deprecation sunset ratelimit ratelimit-limit ratelimit-remaining ratelimit-reset ratelimit-policy ' +
    'x-ratelimit-limit x-ratelimit-remaining x-ratelimit-reset x-rate-limit-limit x-rate-limit-remaining ' +
    'x-rate-limit-reset x-requested-with x-csrf-token x-xsrf-token x-http-method-override x-amz-date ' +
    'x-amz-security-token x-amz-content-sha256 signature signature-input digest content-digest soapaction ' +
    'grpc-timeout grpc-encoding grpc-accept-encoding grpc-status grpc-message x-forwarded-client-cert ' +
    'x-ssl-client-cert x-client-cert ssl-client-cert x-ssl-client-s-dn x-ssl-client-verify'
  ).split(' '),
);

export function isTransportHeader(name: string): boolean {
  return TRANSPORT_HEADERS.has(name);
}

/** Request headers that carry an API key or token: authentication counts them. In a response they would be a leak. */
const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set([
  'apikey',
  'api-key',
  'x-api-key',
  'x-apikey',
  'x-api-token',
  'x-auth-token',
  'x-access-token',
]);

export function isCredentialHeader(name: string): boolean {
  return CREDENTIAL_HEADERS.has(name);
}
