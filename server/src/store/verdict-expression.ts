/**
 * The verdict within a stored verification, as the database reads it: for the index and for the queries that go through
 * it, which have to say exactly the same. Within a text of the JSON every quotation mark is escaped, so that no account
 * and no note can look like a verdict; and what is no JSON at all, written past Keyward, breaks no query.
 */
import type { Store } from './store.ts';

const find: Record<Store['dialect'], string> = { sqlite: 'instr', postgres: 'strpos' };

/** SQL over the column `verification`. @param table - With its dot; the index names none. */
export function verdictExpression(dialect: Store['dialect'], table = ''): string {
  const holds = (verdict: string) => `${find[dialect]}(${table}verification, '"verdict":"${verdict}"') > 0`;
  return `case when ${holds('rejected')} then 'rejected' when ${holds('accepted')} then 'accepted' else 'unverified' end`;
}
