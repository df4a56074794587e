/** GET settings: those in force, defaults included. */
import { settingsView, viewSettings } from '../../organisations/organisation-view.ts';
import { defineRoute } from '../../route.ts';

/** Reads the organisation's settings. */
export const readSettingsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/settings',
  summary: 'Reads the settings of the organisation.',
  permission: 'read',
  audit: 'settings.read',
  request: {},
  response: { 200: settingsView },
  problems: [],
  handle: async ({ organisation }) => ({ status: 200, body: viewSettings(organisation) }),
});
