/** The settings, each with what it does and what it costs. */
import { Card, NumberInput, Radio, Select, Stack, Switch, TagsInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { SettingsDraft } from './draft.ts';

/** What each setting is called. */
export const settingNames: Readonly<Record<keyof SettingsDraft, string>> = {
  deletionGuard: 'What keeps a credential from being removed',
  injectRejected: 'Inject rejected credentials all the same',
  reverifyAfterHours: 'Try each credential again',
  secondFactor: 'Require a second factor of everybody who manages here',
  signIn: 'Require single sign-on of everybody who manages here',
  expiryWarnings: 'Warn before a credential expires',
  returnOrigins: 'Where browsers may be sent back to',
};

const schedules = [
  { value: '0', label: 'Never by itself' },
  { value: '24', label: 'Every day' },
  { value: '168', label: 'Every week' },
  { value: '720', label: 'Every 30 days' },
  { value: 'own', label: 'At another pace' },
];

export interface SettingsFieldsProps {
  readonly draft: SettingsDraft;
  readonly onChange: (draft: SettingsDraft) => void;
  readonly isFixed: boolean;
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card withBorder component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2}>{title}</Title>
        {children}
      </Stack>
    </Card>
  );
}

function ScheduleFields({ draft, onChange, isFixed }: SettingsFieldsProps) {
  const hours = draft.reverifyAfterHours;
  const isListed = schedules.some(({ value }) => value === String(hours));
  const [isOwn, setIsOwn] = useState(!isListed);
  const choose = (value: string | null) => {
    setIsOwn(value === 'own');
    if (value !== 'own' && value !== null) onChange({ ...draft, reverifyAfterHours: Number(value) });
  };
  return (
    <>
      <Select
        label={settingNames.reverifyAfterHours}
        description="A safe request to its API tells early that a key was revoked. It counts against the API's limits."
        data={schedules}
        allowDeselect={false}
        disabled={isFixed}
        value={isOwn || !isListed ? 'own' : String(hours)}
        onChange={choose}
      />
      {(isOwn || !isListed) && (
        <NumberInput
          label="After so many hours"
          min={0}
          max={8760}
          allowDecimal={false}
          disabled={isFixed}
          value={hours}
          onChange={(value) => onChange({ ...draft, reverifyAfterHours: Number(value) || 0 })}
        />
      )}
    </>
  );
}

/** The fields. */
export function SettingsFields(props: SettingsFieldsProps) {
  const { draft, onChange, isFixed } = props;
  const set = (part: Partial<SettingsDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <Section title="Removing">
        <Radio.Group
          label={settingNames.deletionGuard}
          description="A removal that would break something is refused, and says what it would break."
          value={draft.deletionGuard}
          onChange={(value) => set({ deletionGuard: value as SettingsDraft['deletionGuard'] })}
        >
          <Stack gap={6} mt={6}>
            <Radio value="active" disabled={isFixed} label="Users that are active" />
            <Radio value="any" disabled={isFixed} label="Any user, those that are switched off too" />
          </Stack>
        </Radio.Group>
      </Section>
      <Section title="Verification">
        <ScheduleFields {...props} />
        <Switch
          label={settingNames.injectRejected}
          description="Off, a credential that its API has refused is not sent again until it is tried with success: accounts are not locked by repeated failures. On, whoever calls sees the API's own answer."
          disabled={isFixed}
          checked={draft.injectRejected}
          onChange={(event) => set({ injectRejected: event.currentTarget.checked })}
        />
      </Section>
      <Section title="Expiry">
        <TagsInput
          label={settingNames.expiryWarnings}
          description="Days before the end, 1 to 90, at most ten; an event tells webhooks, once for each. None: no warning."
          placeholder={draft.expiryWarnings.length === 0 ? '30' : ''}
          disabled={isFixed}
          value={[...draft.expiryWarnings]}
          onChange={(texts) => set({ expiryWarnings: texts.filter((text) => /^\d{1,2}$/.test(text.trim())) })}
          acceptValueOnBlur
          maxTags={10}
        />
      </Section>
      <Section title="People">
        <Switch
          label={settingNames.secondFactor}
          description="On, who has none reaches nothing here but their own account until they have turned one on; owners too. Access tokens are not asked. To turn this on you need one yourself."
          disabled={isFixed}
          checked={draft.secondFactor === 'required'}
          onChange={(event) => set({ secondFactor: event.currentTarget.checked ? 'required' : 'optional' })}
        />
        <Switch
          label={settingNames.signIn}
          description="On, who has signed in by a password reaches nothing here but their own account. Owners come in all the same, should the provider be down; every sign-in is in the log. Access tokens are not asked."
          disabled={isFixed}
          checked={draft.signIn === 'single-sign-on'}
          onChange={(event) => set({ signIn: event.currentTarget.checked ? 'single-sign-on' : 'any' })}
        />
      </Section>
      <Section title="Connecting">
        <TagsInput
          label={settingNames.returnOrigins}
          description="Whole origins, https://app.example.com, to which a page of Keyward may lead after a consent or a connect link."
          placeholder={draft.returnOrigins.length === 0 ? 'https://app.example.com' : ''}
          disabled={isFixed}
          value={[...draft.returnOrigins]}
          onChange={(returnOrigins) => set({ returnOrigins })}
          acceptValueOnBlur
          maxTags={50}
        />
      </Section>
    </>
  );
}
