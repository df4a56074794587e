/** POST /v1/auth/second-factor/confirm: the first code; answers the backup codes, once. */
import { Type } from 'typebox';
import { sha256 } from '../../../domain/encoding.ts';
import { newBackupCodes, plainBackupCode } from '../../people/backup-codes.ts';
import { changeAccount } from '../../people/own-account.ts';
import { code } from '../../people/sign-in-body.ts';
import { defineRoute } from '../../route.ts';

const closed = { additionalProperties: false } as const;

/** Confirms a second factor. */
export const confirmSecondFactorRoute = defineRoute({
  method: 'POST',
  path: '/v1/auth/second-factor/confirm',
  summary: 'Takes the first code of a second factor; answers backup codes, once. Every other session ends.',
  permission: 'identify',
  audit: 'person.add-second-factor',
  request: { body: Type.Object({ code }, { ...closed, title: 'SecondFactorConfirmation' }) },
  response: {
    200: Type.Object({ backupCodes: Type.Array(Type.String()) }, { ...closed, title: 'BackupCodes' }),
  },
  problems: [
    'session/required',
    'session/limited',
    'session/sign-in-failed',
    'person/second-factor-missing',
    'person/stale',
    'request/rate-limited',
  ],
  handle: async (call) => {
    const backupCodes = newBackupCodes();
    const codeHashes = backupCodes.map((each) => sha256(plainBackupCode(each)));
    await changeAccount(call, { kind: 'confirm-second-factor', code: call.body.code, codeHashes });
    return { status: 200, body: { backupCodes } };
  },
});
