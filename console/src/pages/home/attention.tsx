/** What needs somebody's attention, the worst first, each with the way to the list that shows it. */
import { Anchor, Card, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../../session/organisation.tsx';
import { Mark, type Tone } from '../../shared/mark.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import {
  type Count,
  expiringQuery,
  inStatusQuery,
  rejectedQuery,
  SOON_DAYS,
  tokensQuery,
  UNUSED_DAYS,
  unusedQuery,
  webhooksQuery,
} from './queries.ts';

interface Concern {
  readonly name: string;
  readonly tone: Tone;
  readonly found: Count | undefined;
  /** `credential` with what is wrong with one and with several. */
  readonly one: string;
  readonly many: string;
  readonly help: string;
  /** Below the organisation. */
  readonly path: string;
  readonly search?: Readonly<Record<string, string>>;
  /** Whether one alone has a page of its own below the list. */
  readonly opensOne?: boolean;
}

function credentialConcern(
  name: string,
  found: Count | undefined,
  rest: Pick<Concern, 'tone' | 'help' | 'search'> & { readonly is: string; readonly are: string },
): Concern {
  const { is, are, ...more } = rest;
  return { name, found, path: 'credentials', one: `credential ${is}`, many: `credentials ${are}`, ...more };
}

function useCredentialConcerns() {
  const place = useOrganisation();
  const rejected = useQuery(rejectedQuery(place));
  const reconnect = useQuery(inStatusQuery(place, 'reconnect_required'));
  const invalid = useQuery(inStatusQuery(place, 'invalid'));
  const incomplete = useQuery(inStatusQuery(place, 'incomplete'));
  const expired = useQuery(inStatusQuery(place, 'expired'));
  const expiring = useQuery(expiringQuery(place));
  const unused = useQuery(unusedQuery(place));
  const concerns = [
    credentialConcern('rejected', rejected.data, {
      ...{ tone: 'bad', is: 'was rejected by its API', are: 'were rejected by their APIs' },
      help: 'Replace the secret, or see the trace of the last try.',
      search: { verdict: 'rejected' },
    }),
    credentialConcern('reconnect', reconnect.data, {
      ...{ tone: 'bad', is: 'has to be connected again', are: 'have to be connected again' },
      help: 'The provider refuses its tokens; somebody has to consent anew.',
      search: { status: 'reconnect_required' },
    }),
    credentialConcern('invalid', invalid.data, {
      ...{ tone: 'bad', is: 'breaks a rule of its type', are: 'break a rule of their type' },
      help: 'They are not used until that is corrected.',
      search: { status: 'invalid' },
    }),
    credentialConcern('incomplete', incomplete.data, {
      ...{ tone: 'warn', is: 'is incomplete', are: 'are incomplete' },
      help: 'A required field is still to be filled in.',
      search: { status: 'incomplete' },
    }),
    credentialConcern('expiring', expiring.data, {
      ...{ tone: 'warn', is: `expires within ${SOON_DAYS} days`, are: `expire within ${SOON_DAYS} days` },
      help: 'At the end its secrets are destroyed.',
      search: { sort: 'expiresAt' },
    }),
    credentialConcern('expired', expired.data, {
      ...{ tone: 'off', is: 'has expired', are: 'have expired' },
      help: 'Replace or remove what is still needed.',
      search: { status: 'expired' },
    }),
    credentialConcern('unused', unused.data, {
      ...{ tone: 'off', is: 'was never used', are: 'were never used' },
      help: `Added more than ${UNUSED_DAYS} days ago. What nobody needs is best removed.`,
      search: { sort: 'lastUsedAt' },
    }),
  ] satisfies Concern[];
  const asked = [rejected, reconnect, invalid, incomplete, expired, expiring, unused];
  return {
    concerns,
    error: asked.find(({ error }) => error)?.error,
    isPending: asked.some(({ isPending }) => isPending),
  };
}

/** Not asked for where the role does not suffice: an error would be all that there is to see. */
function useOtherConcerns() {
  const place = useOrganisation();
  const webhooks = useQuery({ ...webhooksQuery(place), enabled: place.mayAdminister });
  const tokens = useQuery({ ...tokensQuery(place), enabled: place.mayEdit && place.role !== undefined });
  const concerns: Concern[] = [
    {
      ...{ name: 'disabled', tone: 'bad', found: webhooks.data?.disabled, path: 'webhooks', opensOne: true },
      ...{ one: 'webhook is sent nothing any more', many: 'webhooks are sent nothing any more' },
      help: 'Turn it on again once its endpoint works.',
    },
    {
      ...{ name: 'failing', tone: 'warn', found: webhooks.data?.failing, path: 'webhooks', opensOne: true },
      ...{ one: 'webhook does not take its events', many: 'webhooks do not take their events' },
      help: 'What waits is tried again; after five days it ends.',
    },
    {
      ...{ name: 'tokens', tone: 'warn', found: tokens.data?.ending, path: 'access-tokens', opensOne: true },
      one: `access token expires within ${SOON_DAYS} days`,
      many: `access tokens expire within ${SOON_DAYS} days`,
      help: 'Whoever shows it is refused from then on: issue another in time.',
      search: { state: 'active' },
    },
  ];
  return { concerns, error: webhooks.error ?? tokens.error };
}

function ConcernLine({ concern }: { readonly concern: Concern }) {
  const { reference } = useOrganisation();
  const { found, tone, one, many, help, path, search = {}, opensOne = false } = concern;
  if (!found) return null;
  const only = opensOne && found.onlyId !== undefined ? `/${found.onlyId}` : '';
  const count = `${found.count}${found.isMore ? ' or more' : ''}`;
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <Stack gap={0} miw={0}>
        <Group gap={8} wrap="nowrap">
          <Mark tone={tone} label="" />
          <Anchor
            component={Link}
            to={`/organisations/${reference}/${path}${only}` as string}
            search={search as never}
            size="sm"
            fw={600}
          >
            {count} {found.count === 1 && !found.isMore ? one : many}
          </Anchor>
        </Group>
        <Text size="xs" c="dimmed" ps={24}>
          {help}
        </Text>
      </Stack>
    </Group>
  );
}

const order: readonly Tone[] = ['bad', 'warn', 'off', 'good'];

/** The card. */
export function Attention() {
  const credentials = useCredentialConcerns();
  const others = useOtherConcerns();
  const given = [...credentials.concerns, ...others.concerns].filter(({ found }) => (found?.count ?? 0) > 0);
  const sorted = given.toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  return (
    <Card withBorder flex={1} component="section" aria-labelledby="attention-title">
      <Stack gap="sm">
        <Title order={2} id="attention-title">
          Needs attention
        </Title>
        <ProblemAlert error={credentials.error ?? others.error} title="Not all of it could be read" />
        {credentials.isPending && !credentials.error && <Skeleton height={80} />}
        {!credentials.isPending && sorted.length === 0 && (
          <Text size="sm" c="dimmed">
            Nothing. What is rejected, incomplete or about to expire is listed here.
          </Text>
        )}
        {!credentials.isPending && sorted.length > 0 && (
          <List listStyleType="none" spacing="sm" aria-label="Needs attention">
            {sorted.map((concern) => (
              <List.Item key={concern.name}>
                <ConcernLine concern={concern} />
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Card>
  );
}
