/** What the browser itself says of a page while somebody works in it: frames, long tasks, elements, memory. */
import type { ConsolePage } from '../../server/test/kit/console-page.ts';

type Page = ConsolePage['page'];

/** Of one stretch of work. */
export interface Frames {
  readonly ms: number;
  /** Later than the second one after the last, at 60 a second. */
  readonly dropped: number;
  readonly worstMs: number;
  /** Tasks of more than 50 ms. */
  readonly longTasks: number;
  readonly longestTaskMs: number;
  readonly mostElements: number;
  readonly heapMib: number;
}

const BEGIN = `(() => {
  const seen = { start: performance.now(), last: 0, deltas: [], tasks: [], elements: 0, isOver: false };
  const observer = new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((each) => each.duration)));
  observer.observe({ entryTypes: ['longtask'] });
  const frame = (now) => {
    if (seen.isOver) return observer.disconnect();
    if (seen.last > 0) seen.deltas.push(now - seen.last);
    seen.last = now;
    seen.elements = Math.max(seen.elements, document.getElementsByTagName('*').length);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  globalThis.seenFrames = seen;
})()`;

const END = `(() => {
  const seen = globalThis.seenFrames;
  seen.isOver = true;
  return {
    ms: performance.now() - seen.start,
    dropped: seen.deltas.reduce((sum, delta) => sum + Math.max(0, Math.round(delta / 16.67) - 1), 0),
    worstMs: Math.max(0, ...seen.deltas),
    longTasks: seen.tasks.length,
    longestTaskMs: Math.max(0, ...seen.tasks),
    mostElements: seen.elements,
  };
})()`;

/** Watches while the work is done; the heap is what is left after a collection. */
export async function watchFrames(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(BEGIN);
  await work();
  const seen = (await page.evaluate(END)) as Omit<Frames, 'heapMib'>;
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  await session.detach();
  return { ...seen, heapMib: usedSize / 2 ** 20 };
}
