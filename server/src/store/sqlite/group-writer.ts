/**
 * SQLite's one writer. Transactions take turns at it, and those that wait for one another are committed together, since
 * it is the disk that a commit waits for: each in a savepoint of its own, and answered once the whole group is on disk.
 *
 *     begin immediate │ savepoint … release │ savepoint … rollback to, release │ savepoint … release │ commit
 *                       answered after ────────────────────────────────────────────────────────────▶
 *
 * What a transaction has found out of others of its group counts only with them: it fails where they fail, and even its
 * refusal is told after their commit.
 */
import { Problem } from '../../domain/problem.ts';
import type { ThreadResult } from './messages.ts';
import { Pool } from './pool.ts';
import type { SqliteThread } from './thread.ts';

/** A group that is this old takes no further transaction: the first of it has waited, and so do other processes. */
const LONGEST_GROUP_MS = 25;
const MOST_MEMBERS = 64;

interface Group {
  readonly since: number;
  members: number;
  readonly ended: PromiseWithResolvers<void>;
}

function toUnavailable(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('store/unavailable', { cause: error });
}

/** One turn at the writer: a transaction, or a single statement that commits itself. */
export class Turn {
  /** Whether it shares its commit with no other. */
  readonly isAlone: boolean;
  /** The group in which its transaction runs, until that is committed or undone. */
  group: Group | undefined;
  /** Whether somebody else has the writer by now. */
  isOver = false;
  readonly #writer: GroupWriter;

  constructor(writer: GroupWriter, isAlone: boolean) {
    this.#writer = writer;
    this.isAlone = isAlone;
  }

  /** @throws what `SqliteThread.run` throws */
  run(sql: string, parameters: readonly unknown[]): Promise<ThreadResult> {
    return this.#writer.runIn(this, sql, parameters);
  }
}

/** Lends the writing thread for a turn at a time, first come, first served. */
export class GroupWriter {
  readonly #thread: SqliteThread;
  readonly #turns: Pool<SqliteThread>;
  #group: Group | undefined;

  constructor(thread: SqliteThread) {
    this.#thread = thread;
    this.#turns = new Pool([thread]);
  }

  /** @throws Problem `store/unavailable` once the writer is closed */
  async takeTurn(isAlone: boolean): Promise<Turn> {
    await this.#turns.borrow();
    return new Turn(this, isAlone);
  }

  /** Lets the next one in, where the turn's transaction has not done so. */
  endTurn(turn: Turn): void {
    if (turn.isOver) return;
    turn.isOver = true;
    this.#turns.giveBack(this.#thread);
  }

  /** Begins a transaction, in the group that is open unless the turn wants to be alone. */
  async begin(turn: Turn): Promise<void> {
    if (turn.isAlone) await this.#settle();
    if (this.#group === undefined) {
      // Plain `begin` takes the lock with the first write, when it is too late to wait for it.
      await this.#thread.run('begin immediate', []);
      this.#group = { since: performance.now(), members: 0, ended: Promise.withResolvers() };
      this.#group.ended.promise.catch(() => undefined);
    }
    turn.group = this.#group;
    // Not waited for: without its savepoint the turn cannot be released, and the group fails.
    this.#thread.run('savepoint turn', [], true).catch(() => undefined);
  }

  async runIn(turn: Turn, sql: string, parameters: readonly unknown[]): Promise<ThreadResult> {
    if (turn.isOver) throw new TypeError('a statement of a transaction that has ended');
    if (turn.group !== undefined) return await this.#thread.run(sql, parameters, true);
    await this.#settle();
    return await this.#thread.run(sql, parameters);
  }

  /** Resolves once the transaction is on disk. */
  async commit(turn: Turn): Promise<void> {
    const group = turn.group!;
    turn.group = undefined;
    try {
      await this.#thread.run('release turn', [], true);
      group.members += 1;
    } catch (error) {
      await this.#lose(error);
      throw toUnavailable(error);
    }
    await this.#pass(turn, group);
    await group.ended.promise;
  }

  /** Undoes the turn's own part; resolves once that of the others before it is on disk. */
  async rollback(turn: Turn): Promise<void> {
    const { group } = turn;
    // Kysely asks for it after a commit that has failed too.
    if (group === undefined) return;
    turn.group = undefined;
    try {
      await this.#thread.run('rollback to turn', [], true);
      await this.#thread.run('release turn', [], true);
    } catch (error) {
      // SQLite itself has undone all, for want of space say; or the thread is gone.
      await this.#lose(error);
    }
    const hasOthers = group.members > 0;
    await this.#pass(turn, group);
    if (hasOthers) await group.ended.promise;
  }

  /** Refuses who waits and who comes later, waits for the turn under way. */
  async close(): Promise<void> {
    await this.#turns.close();
    await this.#thread.close();
  }

  /** Commits, unless another transaction waits to join. */
  async #pass(turn: Turn, { since, members }: Group): Promise<void> {
    const isFull = members >= MOST_MEMBERS || performance.now() - since > LONGEST_GROUP_MS;
    if (turn.isAlone || isFull || !this.#turns.isAwaited) await this.#settle();
    this.endTurn(turn);
  }

  async #settle(): Promise<void> {
    const group = this.#group;
    if (group === undefined) return;
    try {
      await this.#thread.run(group.members > 0 ? 'commit' : 'rollback', []);
      this.#group = undefined;
      group.ended.resolve();
    } catch (error) {
      await this.#lose(error);
    }
  }

  async #lose(error: unknown): Promise<void> {
    const group = this.#group;
    this.#group = undefined;
    await this.#thread.run('rollback', []).catch(() => undefined);
    group?.ended.reject(toUnavailable(error));
  }
}
