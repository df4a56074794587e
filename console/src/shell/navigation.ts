/** The entries of the navigation, in order and by section: a label and where it leads, below the organisation. */
import type { Role } from '../session/organisation.tsx';
import type { IconName } from './icon.tsx';

export interface NavigationEntry {
  readonly label: string;
  /** Empty: the organisation's own page. */
  readonly path: string;
  readonly icon: IconName;
  /** The least role in the whole organisation to which it is shown; everybody by default. The API decides in any case. */
  readonly from?: Role;
}

export interface NavigationSection {
  /** None for what stands first. */
  readonly title?: string;
  readonly entries: readonly NavigationEntry[];
}

/** A page that is to be found here gets a line. */
export const navigation: readonly NavigationSection[] = [
  {
    entries: [
      { label: 'Home', path: '', icon: 'home' },
      { label: 'Credentials', path: 'credentials', icon: 'key' },
      { label: 'Components', path: 'components', icon: 'grid' },
      { label: 'Connect links', path: 'connect-links', icon: 'link' },
      { label: 'Solutions', path: 'solutions', icon: 'box' },
      { label: 'Consumers', path: 'consumers', icon: 'flow' },
      { label: 'Access tokens', path: 'access-tokens', icon: 'token', from: 'editor' },
    ],
  },
  {
    title: 'What happens',
    entries: [
      { label: 'Events', path: 'events', icon: 'bell' },
      { label: 'Webhooks', path: 'webhooks', icon: 'send', from: 'admin' },
      { label: 'Requests', path: 'requests', icon: 'arrows', from: 'admin' },
      { label: 'Audit log', path: 'audit', icon: 'list', from: 'admin' },
    ],
  },
  {
    title: 'Organisation',
    entries: [
      { label: 'OAuth clients', path: 'oauth-configurations', icon: 'plug' },
      { label: 'Members', path: 'members', icon: 'people', from: 'user' },
      { label: 'Settings', path: 'settings', icon: 'sliders' },
    ],
  },
];
