/**
 * GET audit: what was done and refused, newest first. Entries are kept without limit; no route changes or removes one.
 */
import { auditPage, auditQuery, pageAudit } from '../../audit/page-audit.ts';
import { defineRoute } from '../../route.ts';

/** Lists the audit log. */
export const listAuditRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/audit',
  summary: 'Lists what was done and refused in the organisation, newest first; entries are kept without limit.',
  permission: 'administer',
  audit: 'audit.read',
  request: { query: auditQuery },
  response: { 200: auditPage },
  problems: ['request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageAudit(call) }),
});
