/** Opens a store on a SQLite file: one writing thread, some reading ones, nothing on the main loop. */
import { Kysely } from 'kysely';
import { assembleStore } from '../assemble-store.ts';
import { databaseNow } from '../database-time.ts';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { readingDialect, writingDialect } from './dialect.ts';
import { GroupWriter } from './group-writer.ts';
import { pollSqlite } from './poll-changes.ts';
import { SqliteThread } from './thread.ts';

export interface OpenSqliteOptions {
  /** Of the file, made when it does not exist; its folder must. */
  readonly path: string;
  /** 2 by default. */
  readonly readerCount?: number;
  readonly onError: (error: unknown) => void;
}

/** @throws Problem `store/unavailable` */
export async function openSqlite({ path, readerCount = 2, onError }: OpenSqliteOptions): Promise<Store> {
  const writer = new GroupWriter(new SqliteThread({ path, isReadOnly: false }));
  const writing = (isAlone: boolean) => new Kysely<Schema>({ dialect: writingDialect(writer, isAlone) });
  const openRead = () => {
    const readers = Array.from({ length: readerCount }, () => new SqliteThread({ path, isReadOnly: true }));
    return new Kysely<Schema>({ dialect: readingDialect(readers) });
  };
  return await assembleStore({
    dialect: 'sqlite',
    write: writing(false),
    writeAlone: writing(true),
    openRead,
    pollOn: pollSqlite,
    now: (read) => databaseNow(read, 'sqlite'),
    isTransient: () => false,
    onError,
  });
}
