/** The entries of the navigation, in order and by section: a label and where it leads, below the organisation. */
import { isAtLeast, type Organisation, type Role } from '../session/organisation.tsx';
import type { IconName } from './icon.tsx';

export interface NavigationEntry {
  readonly label: string;
  /** Empty: the organisation's own page. */
  readonly path: string;
  readonly icon: IconName;
  /** The least role in the whole organisation to which it is shown; everybody by default. The API decides in any case. */
  readonly from?: Role;
  /** Shown to owners of the platform alone. */
  readonly isOfPlatform?: true;
}

export interface NavigationSection {
  /** None for what stands first. */
  readonly title?: string;
  readonly entries: readonly NavigationEntry[];
}

/** A page that is to be found here gets a line. */
const navigation: readonly NavigationSection[] = [
  {
    entries: [
      { label: 'Home', path: '', icon: 'home' },
      { label: 'Credentials', path: 'credentials', icon: 'key' },
      { label: 'Components', path: 'components', icon: 'grid' },
    ],
  },
  {
    title: 'Connections',
    entries: [
      { label: 'Connect links', path: 'connect-links', icon: 'link' },
      { label: 'OAuth clients', path: 'oauth-configurations', icon: 'plug' },
    ],
  },
  {
    title: 'Use',
    entries: [
      { label: 'Solutions', path: 'solutions', icon: 'box' },
      { label: 'Consumers', path: 'consumers', icon: 'flow' },
      { label: 'Access tokens', path: 'access-tokens', icon: 'token', from: 'editor' },
    ],
  },
  {
    title: 'Activity',
    entries: [
      { label: 'Events', path: 'events', icon: 'bell' },
      { label: 'Requests', path: 'requests', icon: 'arrows', from: 'admin' },
      { label: 'Audit log', path: 'audit', icon: 'list', from: 'admin' },
      { label: 'Webhooks', path: 'webhooks', icon: 'send', from: 'admin' },
    ],
  },
  {
    title: 'Organisation',
    entries: [
      { label: 'Members', path: 'members', icon: 'people', from: 'user' },
      { label: 'Single sign-on', path: 'identity-providers', icon: 'people', from: 'admin' },
      { label: 'Settings', path: 'settings', icon: 'sliders' },
    ],
  },
  {
    title: 'Platform',
    entries: [
      { label: 'Platform members', path: 'platform/members', icon: 'people', isOfPlatform: true },
      { label: 'Accounts', path: 'platform/accounts', icon: 'list', isOfPlatform: true },
    ],
  },
];

/** The sections with what somebody is shown; none that would be empty. */
export function navigationFor({
  role,
  ownsPlatform,
}: Pick<Organisation, 'role' | 'ownsPlatform'>): readonly NavigationSection[] {
  const isShown = ({ from, isOfPlatform }: NavigationEntry) =>
    (from === undefined || isAtLeast(role, from)) && (isOfPlatform === undefined || ownsPlatform);
  return navigation
    .map(({ entries, ...rest }) => ({
      ...rest,
      entries: entries.filter(isShown),
    }))
    .filter(({ entries }) => entries.length > 0);
}
