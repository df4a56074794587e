/** What the client needs of each operation. Generated from docs/openapi.json by `npm run docs`; not to be edited. */

/** Operation to its method, path and whether it takes a body or an Idempotency-Key. */
export const operations = {
  'organisations.create': { method: 'POST', path: '/v1/organisations', hasBody: true, takesKey: false },
  'organisations.list': { method: 'GET', path: '/v1/organisations', hasBody: false, takesKey: false },
  'organisations.get': { method: 'GET', path: '/v1/organisations/{organisation}', hasBody: false, takesKey: false },
  'settings.get': { method: 'GET', path: '/v1/organisations/{organisation}/settings', hasBody: false, takesKey: false },
  'settings.update': { method: 'PATCH', path: '/v1/organisations/{organisation}/settings', hasBody: true, takesKey: false },
  'solutions.create': { method: 'POST', path: '/v1/organisations/{organisation}/solutions', hasBody: true, takesKey: true },
  'solutions.list': { method: 'GET', path: '/v1/organisations/{organisation}/solutions', hasBody: false, takesKey: false },
  'solutions.get': { method: 'GET', path: '/v1/organisations/{organisation}/solutions/{solution}', hasBody: false, takesKey: false },
  'solutions.update': { method: 'PATCH', path: '/v1/organisations/{organisation}/solutions/{solution}', hasBody: true, takesKey: false },
  'solutions.remove': { method: 'DELETE', path: '/v1/organisations/{organisation}/solutions/{solution}', hasBody: false, takesKey: false },
  'credentials.create': { method: 'POST', path: '/v1/organisations/{organisation}/credentials', hasBody: true, takesKey: true },
  'credentials.list': { method: 'GET', path: '/v1/organisations/{organisation}/credentials', hasBody: false, takesKey: false },
  'credentials.bulk': { method: 'POST', path: '/v1/organisations/{organisation}/credentials:bulk', hasBody: true, takesKey: true },
  'credentials.get': { method: 'GET', path: '/v1/organisations/{organisation}/credentials/{credential}', hasBody: false, takesKey: false },
  'credentials.update': { method: 'PATCH', path: '/v1/organisations/{organisation}/credentials/{credential}', hasBody: true, takesKey: true },
  'credentials.replace': { method: 'PUT', path: '/v1/organisations/{organisation}/credentials/{credential}', hasBody: true, takesKey: true },
  'credentials.remove': { method: 'DELETE', path: '/v1/organisations/{organisation}/credentials/{credential}', hasBody: false, takesKey: true },
  'credentials.verify': { method: 'POST', path: '/v1/organisations/{organisation}/credentials/{credential}/verify', hasBody: false, takesKey: false },
  'credentials.preview': { method: 'GET', path: '/v1/organisations/{organisation}/credentials/{credential}/preview', hasBody: false, takesKey: false },
  'credentials.policy': { method: 'POST', path: '/v1/organisations/{organisation}/credentials:policy', hasBody: true, takesKey: false },
  'sealingKey.get': { method: 'GET', path: '/v1/organisations/{organisation}/sealing-key', hasBody: false, takesKey: false },
  'accessTokens.create': { method: 'POST', path: '/v1/organisations/{organisation}/access-tokens', hasBody: true, takesKey: true },
  'accessTokens.list': { method: 'GET', path: '/v1/organisations/{organisation}/access-tokens', hasBody: false, takesKey: false },
  'accessTokens.get': { method: 'GET', path: '/v1/organisations/{organisation}/access-tokens/{accessToken}', hasBody: false, takesKey: false },
  'accessTokens.update': { method: 'PATCH', path: '/v1/organisations/{organisation}/access-tokens/{accessToken}', hasBody: true, takesKey: false },
  'accessTokens.remove': { method: 'DELETE', path: '/v1/organisations/{organisation}/access-tokens/{accessToken}', hasBody: false, takesKey: false },
  'accessTokens.rotate': { method: 'POST', path: '/v1/organisations/{organisation}/access-tokens/{accessToken}/rotate', hasBody: true, takesKey: false },
  'platformAccessTokens.create': { method: 'POST', path: '/v1/platform/access-tokens', hasBody: true, takesKey: false },
  'platformAccessTokens.list': { method: 'GET', path: '/v1/platform/access-tokens', hasBody: false, takesKey: false },
  'platformAccessTokens.get': { method: 'GET', path: '/v1/platform/access-tokens/{accessToken}', hasBody: false, takesKey: false },
  'platformAccessTokens.update': { method: 'PATCH', path: '/v1/platform/access-tokens/{accessToken}', hasBody: true, takesKey: false },
  'platformAccessTokens.remove': { method: 'DELETE', path: '/v1/platform/access-tokens/{accessToken}', hasBody: false, takesKey: false },
  'platformAccessTokens.rotate': { method: 'POST', path: '/v1/platform/access-tokens/{accessToken}/rotate', hasBody: true, takesKey: false },
  'platformAudit.list': { method: 'GET', path: '/v1/platform/audit', hasBody: false, takesKey: false },
  'credentialTypes.list': { method: 'GET', path: '/v1/organisations/{organisation}/credential-types', hasBody: false, takesKey: false },
  'credentialTypes.get': { method: 'GET', path: '/v1/organisations/{organisation}/credential-types/{type}', hasBody: false, takesKey: false },
  'audit.list': { method: 'GET', path: '/v1/organisations/{organisation}/audit', hasBody: false, takesKey: false },
} as const;

/** The codes after which the same request may succeed later without a change. */
export const retryableCodes: readonly string[] = [
  'broker/unavailable',
  'idempotency/in-progress',
  'store/unavailable',
];
