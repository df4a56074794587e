/** Every route of the control API, in the order of the documents. A test asserts that each file of the folder is here. */
import type { Entrance } from '../entrance.ts';

import type { OpenRoute } from '../open-route.ts';
import type { Route } from '../route.ts';
import { createAccessTokenRoute } from './access-token/create.ts';
import { listAccessTokensRoute } from './access-token/list.ts';
import { readAccessTokenRoute } from './access-token/read.ts';
import { revokeAccessTokenRoute } from './access-token/revoke.ts';
import { rotateAccessTokenRoute } from './access-token/rotate.ts';
import { updateAccessTokenRoute } from './access-token/update.ts';
import { listAuditRoute } from './audit/list.ts';
import { listComponentsRoute } from './component/list.ts';
import { createConnectLinkRoute } from './connect-link/create.ts';
import { listConnectLinksRoute } from './connect-link/list.ts';
import { readConnectLinkRoute } from './connect-link/read.ts';
import { revokeConnectLinkRoute } from './connect-link/revoke.ts';
import { createConnectionRoute } from './connection/create.ts';
import { listConnectionsRoute } from './connection/list.ts';
import { readConnectionRoute } from './connection/read.ts';
import { reconnectConnectionRoute } from './connection/reconnect.ts';
import { revokeConnectionRoute } from './connection/revoke.ts';
import { deleteConsumerRoute } from './consumer/delete.ts';
import { listConsumersRoute } from './consumer/list.ts';
import { readConsumerRoute } from './consumer/read.ts';
import { replaceConsumerRoute } from './consumer/replace.ts';
import { createBulkRoute } from './credential/bulk.ts';
import { createCredentialRoute } from './credential/create.ts';
import { deleteCredentialRoute } from './credential/delete.ts';
import { listCredentialsRoute } from './credential/list.ts';
import { moveUsagesRoute } from './credential/move-usages.ts';
import { planCredentialRoute } from './credential/plan.ts';
import { previewCredentialRoute } from './credential/preview.ts';
import { readCredentialRoute } from './credential/read.ts';
import { replaceCredentialRoute } from './credential/replace.ts';
import { tryCredentialRoute } from './credential/try.ts';
import { updateCredentialRoute } from './credential/update.ts';
import { readCredentialUsagesRoute } from './credential/usages.ts';
import { readCredentialUseRoute } from './credential/use.ts';
import { verifyCredentialRoute } from './credential/verify.ts';
import { listCredentialTypesRoute } from './credential-type/list.ts';
import { readCredentialTypeRoute } from './credential-type/read.ts';
import { acceptEntrance } from './entrance/accept.ts';
import { identityProvidersEntrance } from './entrance/identity-providers.ts';
import { linkEntrance } from './entrance/link.ts';
import { signInEntrance } from './entrance/sign-in.ts';
import { singleSignOnEntrance } from './entrance/single-sign-on.ts';
import { listEventsRoute } from './event/list.ts';
import { deleteFunctionRoute } from './function/delete.ts';
import { dryRunFunctionRoute } from './function/dry-run.ts';
import { listFunctionsRoute } from './function/list.ts';
import { putFunctionRoute } from './function/put.ts';
import { readFunctionRoute } from './function/read.ts';
import { listFunctionVersionsRoute } from './function/versions.ts';
import { healthProbe } from './health/health.ts';
import { readyProbe } from './health/ready.ts';
import { createIdentityProviderRoute } from './identity-provider/create.ts';
import { deleteIdentityProviderRoute } from './identity-provider/delete.ts';
import { listIdentityProvidersRoute } from './identity-provider/list.ts';
import { planIdentityProviderRoute } from './identity-provider/plan.ts';
import { readIdentityProviderRoute } from './identity-provider/read.ts';
import { testIdentityProviderRoute } from './identity-provider/test.ts';
import { updateIdentityProviderRoute } from './identity-provider/update.ts';
import { createInvitationRoute } from './invitation/create.ts';
import { listInvitationsRoute } from './invitation/list.ts';
import { withdrawInvitationRoute } from './invitation/withdraw.ts';
import { leaveRoute } from './member/leave.ts';
import { listMembersRoute } from './member/list.ts';
import { readMemberRoute } from './member/read.ts';
import { removeMemberRoute } from './member/remove.ts';
import { updateMemberRoute } from './member/update.ts';
import { createOAuthConfigurationRoute } from './oauth-configuration/create.ts';
import { deleteOAuthConfigurationRoute } from './oauth-configuration/delete.ts';
import { listOAuthConfigurationsRoute } from './oauth-configuration/list.ts';
import { planOAuthConfigurationRoute } from './oauth-configuration/plan.ts';
import { readOAuthConfigurationRoute } from './oauth-configuration/read.ts';
import { redirectOAuthConfigurationRoute } from './oauth-configuration/redirect.ts';
import { updateOAuthConfigurationRoute } from './oauth-configuration/update.ts';
import { createOrganisationRoute } from './organisation/create.ts';
import { listOrganisationsRoute } from './organisation/list.ts';
import { readOrganisationRoute } from './organisation/read.ts';
import { createOwnProviderRoute } from './own-provider/create.ts';
import { deleteOwnProviderRoute } from './own-provider/delete.ts';
import { importProviderRoute } from './own-provider/import.ts';
import { readOwnProviderRoute } from './own-provider/read.ts';
import { replaceOwnProviderRoute } from './own-provider/replace.ts';
import { beginSecondFactorRoute } from './person/begin-second-factor.ts';
import { changePasswordRoute } from './person/change-password.ts';
import { confirmSecondFactorRoute } from './person/confirm-second-factor.ts';
import { linkIdentityRoute } from './person/link-identity.ts';
import { listIdentitiesRoute } from './person/list-identities.ts';
import { removeSecondFactorRoute } from './person/remove-second-factor.ts';
import { unlinkIdentityRoute } from './person/unlink-identity.ts';
import { listPlatformAuditRoute } from './platform-audit/list.ts';
import { createPlatformIdentityProviderRoute } from './platform-identity-provider/create.ts';
import { deletePlatformIdentityProviderRoute } from './platform-identity-provider/delete.ts';
import { listPlatformIdentityProvidersRoute } from './platform-identity-provider/list.ts';
import { planPlatformIdentityProviderRoute } from './platform-identity-provider/plan.ts';
import { readPlatformIdentityProviderRoute } from './platform-identity-provider/read.ts';
import { testPlatformIdentityProviderRoute } from './platform-identity-provider/test.ts';
import { updatePlatformIdentityProviderRoute } from './platform-identity-provider/update.ts';
import { createPlatformInvitationRoute } from './platform-invitation/create.ts';
import { listPlatformInvitationsRoute } from './platform-invitation/list.ts';
import { withdrawPlatformInvitationRoute } from './platform-invitation/withdraw.ts';
import { leavePlatformRoute } from './platform-member/leave.ts';
import { listPlatformMembersRoute } from './platform-member/list.ts';
import { readPlatformMemberRoute } from './platform-member/read.ts';
import { removePlatformMemberRoute } from './platform-member/remove.ts';
import { updatePlatformMemberRoute } from './platform-member/update.ts';
import { deactivatePersonRoute } from './platform-person/deactivate.ts';
import { listPeopleRoute } from './platform-person/list.ts';
import { reactivatePersonRoute } from './platform-person/reactivate.ts';
import { readPersonRoute } from './platform-person/read.ts';
import { resetPersonRoute } from './platform-person/reset.ts';
import { createPlatformTokenRoute } from './platform-token/create.ts';
import { listPlatformTokensRoute } from './platform-token/list.ts';
import { readPlatformTokenRoute } from './platform-token/read.ts';
import { revokePlatformTokenRoute } from './platform-token/revoke.ts';
import { rotatePlatformTokenRoute } from './platform-token/rotate.ts';
import { updatePlatformTokenRoute } from './platform-token/update.ts';
import { listProvidersRoute } from './provider/list.ts';
import { readProviderRoute } from './provider/read.ts';
import { listRequestsRoute } from './request/list.ts';
import { readSealingKeyRoute } from './sealing-key/read.ts';
import { endSessionRoute } from './session/end.ts';
import { endOtherSessionsRoute } from './session/end-others.ts';
import { listSessionsRoute } from './session/list.ts';
import { signOutRoute } from './session/sign-out.ts';
import { readSettingsRoute } from './settings/read.ts';
import { updateSettingsRoute } from './settings/update.ts';
import { readChecklistRoute } from './solution/checklist.ts';
import { copySolutionRoute } from './solution/copy.ts';
import { createSolutionRoute } from './solution/create.ts';
import { deleteSolutionRoute } from './solution/delete.ts';
import { listSolutionsRoute } from './solution/list.ts';
import { readSolutionRoute } from './solution/read.ts';
import { readTemplateRoute } from './solution/template.ts';
import { updateSolutionRoute } from './solution/update.ts';
import { listSolutionMembersRoute } from './solution-member/list.ts';
import { putSolutionMemberRoute } from './solution-member/put.ts';
import { removeSolutionMemberRoute } from './solution-member/remove.ts';
import { createWebhookRoute } from './webhook/create.ts';
import { deleteWebhookRoute } from './webhook/delete.ts';
import { listDeliveriesRoute } from './webhook/deliveries.ts';
import { listWebhooksRoute } from './webhook/list.ts';
import { readWebhookRoute } from './webhook/read.ts';
import { replayDeliveryRoute } from './webhook/replay.ts';
import { rotateWebhookRoute } from './webhook/rotate.ts';
import { testWebhookRoute } from './webhook/send-test.ts';
import { updateWebhookRoute } from './webhook/update.ts';
import { whoamiRoute } from './whoami/read.ts';

/** Routes that demand a token, or the session of a person. */
export const routes: readonly Route[] = [
  whoamiRoute,
  signOutRoute,
  listSessionsRoute,
  endSessionRoute,
  endOtherSessionsRoute,
  changePasswordRoute,
  beginSecondFactorRoute,
  confirmSecondFactorRoute,
  removeSecondFactorRoute,
  listMembersRoute,
  readMemberRoute,
  updateMemberRoute,
  removeMemberRoute,
  leaveRoute,
  createInvitationRoute,
  listInvitationsRoute,
  withdrawInvitationRoute,
  listSolutionMembersRoute,
  putSolutionMemberRoute,
  removeSolutionMemberRoute,
  createOrganisationRoute,
  listOrganisationsRoute,
  readOrganisationRoute,
  readSettingsRoute,
  updateSettingsRoute,
  createOwnProviderRoute,
  importProviderRoute,
  readOwnProviderRoute,
  replaceOwnProviderRoute,
  deleteOwnProviderRoute,
  createSolutionRoute,
  listSolutionsRoute,
  readSolutionRoute,
  updateSolutionRoute,
  deleteSolutionRoute,
  putFunctionRoute,
  listFunctionsRoute,
  readFunctionRoute,
  listFunctionVersionsRoute,
  dryRunFunctionRoute,
  deleteFunctionRoute,
  copySolutionRoute,
  readTemplateRoute,
  readChecklistRoute,
  createCredentialRoute,
  createBulkRoute,
  listCredentialsRoute,
  readCredentialRoute,
  updateCredentialRoute,
  replaceCredentialRoute,
  deleteCredentialRoute,
  verifyCredentialRoute,
  previewCredentialRoute,
  readCredentialUseRoute,
  readCredentialUsagesRoute,
  moveUsagesRoute,
  planCredentialRoute,
  tryCredentialRoute,
  createConnectLinkRoute,
  listConnectLinksRoute,
  readConnectLinkRoute,
  revokeConnectLinkRoute,
  createConnectionRoute,
  listConnectionsRoute,
  readConnectionRoute,
  reconnectConnectionRoute,
  revokeConnectionRoute,
  listConsumersRoute,
  readConsumerRoute,
  replaceConsumerRoute,
  deleteConsumerRoute,
  readSealingKeyRoute,
  createAccessTokenRoute,
  listAccessTokensRoute,
  readAccessTokenRoute,
  updateAccessTokenRoute,
  rotateAccessTokenRoute,
  revokeAccessTokenRoute,
  createPlatformTokenRoute,
  listPlatformTokensRoute,
  readPlatformTokenRoute,
  updatePlatformTokenRoute,
  rotatePlatformTokenRoute,
  revokePlatformTokenRoute,
  listPlatformMembersRoute,
  readPlatformMemberRoute,
  updatePlatformMemberRoute,
  removePlatformMemberRoute,
  leavePlatformRoute,
  createPlatformInvitationRoute,
  listPlatformInvitationsRoute,
  withdrawPlatformInvitationRoute,
  listPeopleRoute,
  readPersonRoute,
  resetPersonRoute,
  deactivatePersonRoute,
  reactivatePersonRoute,
  listPlatformAuditRoute,
  listComponentsRoute,
  listCredentialTypesRoute,
  readCredentialTypeRoute,
  listProvidersRoute,
  readProviderRoute,
  listAuditRoute,
  listEventsRoute,
  createOAuthConfigurationRoute,
  planOAuthConfigurationRoute,
  listOAuthConfigurationsRoute,
  readOAuthConfigurationRoute,
  redirectOAuthConfigurationRoute,
  updateOAuthConfigurationRoute,
  deleteOAuthConfigurationRoute,
  createIdentityProviderRoute,
  createPlatformIdentityProviderRoute,
  listIdentityProvidersRoute,
  listPlatformIdentityProvidersRoute,
  readIdentityProviderRoute,
  readPlatformIdentityProviderRoute,
  updateIdentityProviderRoute,
  updatePlatformIdentityProviderRoute,
  deleteIdentityProviderRoute,
  deletePlatformIdentityProviderRoute,
  planIdentityProviderRoute,
  planPlatformIdentityProviderRoute,
  testIdentityProviderRoute,
  testPlatformIdentityProviderRoute,
  linkIdentityRoute,
  listIdentitiesRoute,
  unlinkIdentityRoute,
  createWebhookRoute,
  listWebhooksRoute,
  readWebhookRoute,
  updateWebhookRoute,
  deleteWebhookRoute,
  rotateWebhookRoute,
  testWebhookRoute,
  listDeliveriesRoute,
  replayDeliveryRoute,
  listRequestsRoute,
];

/** Routes that do not. */
export const probes: readonly OpenRoute[] = [healthProbe, readyProbe];

/** Routes by which people come in. */
export const entrances: readonly Entrance[] = [
  signInEntrance,
  identityProvidersEntrance,
  singleSignOnEntrance,
  linkEntrance,
  acceptEntrance,
];
