import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enterOrganisation, type Principal } from './access-token.ts';
import type { Role } from './grant.ts';
import { type Conferred, unitedWith } from './membership.ts';

const person = (conferred?: Conferred, platformRole?: Role): Principal => ({
  organisationId: 'installation',
  tokenId: 'per_a',
  grants: [],
  sessionId: 'ses_a',
  memberships: conferred ? [{ organisationId: 'org_a', ...conferred }] : [],
  ...(platformRole && { isPlatform: true as const, role: platformRole }),
});

/** What a person is for something that takes the role. */
function entered(conferred: Conferred, least: Role, platformRole?: Role) {
  const { role, solutionIds } = enterOrganisation(person(conferred, platformRole), 'org_a', least);
  return [role, solutionIds];
}

test('where the role in the whole organisation suffices it counts without a limit', () => {
  assert.deepEqual(entered({ role: 'admin', solutions: { sol_a: 'user' } }, 'editor'), ['admin', undefined]);
  assert.deepEqual(entered({ role: 'user', solutions: { sol_a: 'admin' } }, 'user'), ['user', undefined]);
});

test('else a person is limited to the solutions where theirs does, with the least of the roles there', () => {
  const solutions: Record<string, Role> = { sol_a: 'editor', sol_b: 'user', sol_c: 'admin' };
  assert.deepEqual(entered({ role: 'user', solutions }, 'editor'), ['editor', ['sol_a', 'sol_c']]);
  assert.deepEqual(entered({ solutions }, 'user'), ['user', ['sol_a', 'sol_b', 'sol_c']]);
  assert.deepEqual(entered({ solutions }, 'admin'), ['admin', ['sol_c']]);
});

test('where none suffices nothing is added to what there is, nor is the limit lost', () => {
  assert.deepEqual(entered({ solutions: { sol_a: 'user' } }, 'editor'), ['user', ['sol_a']]);
  assert.deepEqual(entered({ role: 'user', solutions: { sol_a: 'user' } }, 'editor'), ['user', undefined]);
});

test('a stranger is told that there is no such organisation; a member of the platform has the higher of two roles', () => {
  for (const id of ['org_b', undefined]) {
    assert.throws(() => enterOrganisation(person({ role: 'owner', solutions: {} }), id), {
      code: 'organisation/not-found',
    });
  }
  assert.throws(() => enterOrganisation(person(), 'org_a'), { code: 'organisation/not-found' });
  assert.deepEqual(entered({ role: 'user', solutions: {} }, 'admin', 'owner'), ['owner', undefined]);
  assert.deepEqual(enterOrganisation(person(undefined, 'user'), 'org_a', 'admin').role, 'user');
});

test('a member of the platform acts elsewhere too where the role there suffices, and by their own role here nowhere else', () => {
  const isElsewhere = (platformRole: Role) =>
    enterOrganisation(person({ role: 'owner', solutions: {} }, platformRole), 'org_a', 'editor').isPlatform ?? false;
  assert.deepEqual([isElsewhere('editor'), isElsewhere('user')], [true, false]);
});

test('a person never enters the installation but as a member of the platform', () => {
  assert.equal(enterOrganisation(person({ role: 'owner', solutions: {} }), 'org_a').isPlatform, undefined);
  assert.throws(() => enterOrganisation(person({ role: 'owner', solutions: {} }), 'installation'), {
    code: 'organisation/not-found',
  });
});

test('what is joined keeps the higher of the roles, in the organisation and in each solution', () => {
  const a: Conferred = { role: 'editor', solutions: { sol_a: 'admin', sol_b: 'user' } };
  const b: Conferred = { role: 'user', solutions: { sol_b: 'editor', sol_c: 'user' } };
  const united = { role: 'editor', solutions: { sol_a: 'admin', sol_b: 'editor', sol_c: 'user' } };
  assert.deepEqual([unitedWith(a, b), unitedWith(b, a)], [united, united]);
});
