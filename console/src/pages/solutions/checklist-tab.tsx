/** What is still to fill in before everything in a solution works, each line leading to the very place. */
import { Anchor, Card, Group, List, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Icon } from '../../shell/icon.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { sayCode } from './codes.ts';
import { type Checklist, type ChecklistItem, checklistQuery, type Solution, solutionPath } from './queries.ts';

interface Target {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

function targetOf(place: Organisation, solution: Solution, { kind, id, key }: ChecklistItem): Target {
  const credentials = `/organisations/${place.reference}/credentials`;
  if (kind === 'credential') return { to: `${credentials}/${id}` };
  if (kind === 'function') return { to: `${solutionPath(place, solution)}/functions/${key}` };
  return { to: `${credentials}/new`, search: { solution: solution.slug, key } };
}

function Missing({ target, missing }: { readonly target: Target; readonly missing: ChecklistItem['missing'] }) {
  return (
    <List size="sm" spacing={4} listStyleType="none" aria-label="Missing">
      {missing.map(({ field, title, help, message, docsUrl, secret }) => (
        <List.Item key={field}>
          <Anchor component={Link} to={target.to as string} search={{ field } as never} size="sm" fw={500}>
            {title}
          </Anchor>{' '}
          <Text span size="sm">
            {message}
            {secret && ', a secret'}
          </Text>
          {help !== '' && (
            <Text size="xs" c="dimmed">
              {help}{' '}
              {docsUrl !== undefined && /^https:\/\//.test(docsUrl) && (
                <Anchor href={docsUrl} target="_blank" rel="noreferrer" inherit underline="always">
                  Where to find it
                </Anchor>
              )}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  );
}

function Holders({ holders }: { readonly holders: NonNullable<ChecklistItem['holders']> }) {
  return <Text size="sm">Named by {holders.map(({ kind, name }) => `${kind} ${name}`).join(', ')}.</Text>;
}

/** Where to begin. */
function firstField({ kind, code, missing }: ChecklistItem): Readonly<Record<string, string>> {
  if (kind !== 'credential') return {};
  if (missing[0]) return { field: missing[0].field };
  return code === 'credential/no-origin' ? { field: 'baseUrl' } : {};
}

const kinds = { credential: 'Credential', function: 'Function', reference: 'Missing credential' } as const;

const actions = { credential: 'Fill in', function: 'Open', reference: 'Add it' } as const;

function Line({ item, solution }: { readonly item: ChecklistItem; readonly solution: Solution }) {
  const place = useOrganisation();
  const { kind, key, name, provider, type, code, missing, holders, docsUrl } = item;
  const target = targetOf(place, solution, item);
  return (
    <Card withBorder padding="sm" component="li">
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
          <div>
            <Group gap={8}>
              <Text className="mono" fw={600} size="sm">
                {key}
              </Text>
              <Text size="sm" c="dimmed">
                {[kinds[kind], name, provider ?? type].filter(Boolean).join(' · ')}
              </Text>
            </Group>
            <Text size="sm">
              {sayCode(code)}
              {docsUrl !== undefined && /^https:\/\//.test(docsUrl) && (
                <>
                  {' · '}
                  <Anchor href={docsUrl} target="_blank" rel="noreferrer" inherit underline="always">
                    where to get it
                  </Anchor>
                </>
              )}
            </Text>
          </div>
          <Anchor
            component={Link}
            to={target.to as string}
            search={(target.search ?? firstField(item)) as never}
            size="sm"
            aria-label={`${actions[kind]}: ${key}`}
            style={{ whiteSpace: 'nowrap' }}
          >
            {actions[kind]}
          </Anchor>
        </Group>
        {missing.length > 0 && <Missing target={target} missing={missing} />}
        {holders && <Holders holders={holders} />}
      </Stack>
    </Card>
  );
}

function Done({ done, of }: Pick<Checklist, 'done' | 'of'>) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600} role="status">
          {done} of {of} ready
        </Text>
      </Group>
      <Progress value={of === 0 ? 0 : (done / of) * 100} aria-label="Ready" size="sm" color="teal.8" />
    </div>
  );
}

/** The tab. */
export function ChecklistTab({ solution }: { readonly solution: Solution }) {
  const place = useOrganisation();
  const { data, error } = useQuery(checklistQuery(place, solution.id));
  if (error) return <ProblemAlert error={error} title="The checklist could not be read" />;
  if (!data) return <Skeleton height={160} />;
  const { done, of, items } = data;
  if (of === 0) {
    return (
      <EmptyState title="Nothing in it yet">
        Add credentials and functions. What is still missing of them is listed here, with a link to each field.
      </EmptyState>
    );
  }
  return (
    <Stack maw={760}>
      <Done done={done} of={of} />
      {items.length === 0 ? (
        <Group gap={8}>
          <Icon name="check" />
          <Text>Everything in it is filled in and can be used.</Text>
        </Group>
      ) : (
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Still to do">
          {items.map((item) => (
            <Line key={`${item.kind} ${item.key}`} item={item} solution={solution} />
          ))}
        </Stack>
      )}
    </Stack>
  );
}
