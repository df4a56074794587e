/** GET platform/audit: what was done and refused to tokens of the platform, and to them where they were in no organisation. */
import { auditPage, auditQuery, pageAudit } from '../../audit/page-audit.ts';
import { defineRoute } from '../../route.ts';

/** Lists the audit log of the platform; what a platform token does in an organisation stands in that one's. */
export const listPlatformAuditRoute = defineRoute({
  method: 'GET',
  path: '/v1/platform/audit',
  summary:
    'Lists what was done and refused outside of every organisation: to tokens of the platform, say; newest first.',
  permission: 'managePlatform',
  audit: 'audit.read',
  request: { query: auditQuery },
  response: { 200: auditPage },
  problems: ['request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageAudit(call) }),
});
