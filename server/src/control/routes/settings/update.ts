/** PATCH settings: merges, under If-Match where it is given. */
import { changeSettings } from '../../organisations/change-settings.ts';
import { settingsPatch, settingsView, viewSettings } from '../../organisations/organisation-view.ts';
import { defineRoute } from '../../route.ts';

/** Changes the organisation's settings; every node goes by them within a second. */
export const updateSettingsRoute = defineRoute({
  method: 'PATCH',
  path: '/v1/organisations/:organisation/settings',
  summary: 'Changes settings of the organisation; what is left out stays.',
  permission: 'configure',
  audit: 'settings.update',
  request: { body: settingsPatch },
  response: { 200: settingsView },
  problems: ['organisation/stale'],
  handle: async (call) => ({ status: 200, body: viewSettings(await changeSettings(call, call.body)) }),
});
