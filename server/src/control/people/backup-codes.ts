/** Backup codes: each opens once in place of a time-based code. Fifty random bits, in a script that is read out easily. */
import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODES = 10;
const LENGTH = 10;
const GROUP = 5;

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]!);
  return `${letters.slice(0, GROUP).join('')}-${letters.slice(GROUP).join('')}`;
}

/** Ten new codes, `abcde-fghjk`. */
export function newBackupCodes(): string[] {
  return Array.from({ length: CODES }, newCode);
}

/** The code as it is hashed: without its hyphen. */
export function plainBackupCode(code: string): string {
  return code.replaceAll('-', '');
}
