/** For steps whose answer is nearly always there: a warm request waits for nothing. */

/** Maps a value at once where it is there, and else when it is. */
export function whenReady<T, R>(value: T | Promise<T>, map: (value: T) => R): R | Promise<R> {
  return value instanceof Promise ? value.then(map) : map(value);
}
