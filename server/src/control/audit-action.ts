/** The actions of the control plane, as the audit log names them. Never renamed: people search for them. */

export type AuditAction =
  | 'organisation.list'
  | 'credential.create'
  | 'credential.list'
  | 'credential.read'
  | 'credential.update'
  | 'credential.replace'
  | 'credential.delete'
  | 'credential.verify'
  | 'credential.plan'
  | 'sealing-key.read'
  | 'access-token.create'
  | 'access-token.list'
  | 'access-token.read'
  | 'access-token.revoke'
  | 'credential-type.list'
  | 'credential-type.read'
  | 'audit.read';
