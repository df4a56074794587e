/** A provider of an organisation's own, as small as one can be. */

/** @param name - Behind `org/`. */
export function ownProvider(name: string) {
  return {
    name: `org/${name}`,
    title: name,
    categories: ['other'],
    docsUrl: 'https://vendor.example/docs',
    types: { ApiKey: { fields: [{ name: 'apiKey' }], values: { in: 'header' }, baseUrl: 'https://vendor.example' } },
    evidence: { kind: 'documents', url: 'https://vendor.example/docs' },
  };
}
