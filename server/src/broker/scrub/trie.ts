/**
 * The automaton behind the search: all patterns in one tree, with a link from each node to where to go on after a
 * mismatch, so that a byte is never looked at again. Its work does not depend on what the text is like: neither a
 * periodic secret nor an upstream that knows the secret can make it slow.
 *
 *     patterns "he", "she", "shy"      0 ─h─ 1 ─e─ 2        after "sh", an "e" is found at 5 …
 *                                      └─s─ 3 ─h─ 4 ─e─ 5   … whose fallback is 2: "he" ends here, too
 *                                                 └──y─ 6
 *
 * Nodes are numbered depth first: the first child of a node is the next number. About ten bytes a node.
 *
 * @see Aho and Corasick, Efficient string matching: an aid to bibliographic search, 1975
 */

/** 0 is the root: nothing of any pattern has been seen. */
export type State = number;

type Numbers = Uint16Array | Uint32Array;

export interface Trie {
  /** The state after one more byte. */
  readonly step: (state: State, byte: number) => State;
  /** Length of the longest pattern that ends with the byte that led here; 0 without one. */
  readonly longestEnd: Uint16Array;
  /** How many of the last bytes are the beginning of a pattern that is not complete. */
  readonly pending: Uint16Array;
  /** All that it is made of, the patterns among it; to be counted, and filled with zeros in the end. */
  readonly tables: readonly (Uint8Array | Numbers)[];
}

interface Nodes {
  readonly count: number;
  readonly label: Uint8Array;
  /** Whether the next number is a child. */
  readonly isInner: Uint8Array;
  readonly sibling: Numbers;
  readonly parent: Numbers;
  readonly depth: Uint16Array;
  readonly isEnd: Uint8Array;
}

function commonPrefix(a: Buffer, b: Buffer): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function numbers(size: number): Numbers {
  return size <= 0xffff ? new Uint16Array(size) : new Uint32Array(size);
}

/** Puts sorted patterns in: each goes on from what it shares with the one before. */
function plant(sorted: readonly Buffer[]): Nodes {
  const shared = sorted.map((pattern, index) => (index === 0 ? 0 : commonPrefix(sorted[index - 1]!, pattern)));
  const count = 1 + sorted.reduce((sum, { length }, index) => sum + length - shared[index]!, 0);
  const nodes: Nodes = {
    count,
    label: new Uint8Array(count),
    isInner: new Uint8Array(count),
    sibling: numbers(count),
    parent: numbers(count),
    depth: new Uint16Array(count),
    isEnd: new Uint8Array(count),
  };
  const path = [0];
  let node = 0;
  sorted.forEach((pattern, index) => {
    const from = shared[index]!;
    const elder = path[from + 1];
    path.length = from + 1;
    if (elder !== undefined) nodes.sibling[elder] = node + 1;
    for (let at = from; at < pattern.length; at++) {
      node++;
      nodes.label[node] = pattern[at]!;
      nodes.parent[node] = path[at]!;
      nodes.depth[node] = at + 1;
      if (path[at] === node - 1) nodes.isInner[node - 1] = 1;
      path.push(node);
    }
    nodes.isEnd[node] = 1;
  });
  return nodes;
}

function breadthFirst({ count, depth }: Nodes): Uint32Array {
  const next = new Uint32Array(depth.reduce((most, one) => Math.max(most, one), 0) + 2);
  for (let node = 0; node < count; node++) next[depth[node]! + 1]!++;
  for (let level = 1; level < next.length; level++) next[level]! += next[level - 1]!;
  const order = new Uint32Array(count);
  for (let node = 0; node < count; node++) order[next[depth[node]!]!++] = node;
  return order;
}

/** The children of the root, by their bytes: it has many, and is where most bytes begin. */
function childrenOfRoot({ count, label, parent }: Nodes): Numbers {
  const fromRoot = numbers(count <= 0xffff ? 256 : 0x10000).slice(0, 256);
  for (let node = 1; node < count; node++) if (parent[node] === 0) fromRoot[label[node]!] = node;
  return fromRoot;
}

/** Also links the nodes: `fallback` is filled in by the caller, and read as far as it is filled. */
function stepper({ label, isInner, sibling }: Nodes, fromRoot: Numbers, fallback: Numbers): Trie['step'] {
  return (state, byte) => {
    for (let from = state; from !== 0; from = fallback[from]!) {
      if (isInner[from] === 0) continue;
      let child = from + 1;
      while (child !== 0 && label[child] !== byte) child = sibling[child]!;
      if (child !== 0) return child;
    }
    return fromRoot[byte]!;
  };
}

/**
 * Builds the automaton.
 *
 * @param patterns - Distinct, none empty, each at most 65,535 bytes.
 */
export function buildTrie(patterns: readonly Buffer[]): Trie {
  const nodes = plant(patterns.toSorted(Buffer.compare));
  const fallback = numbers(nodes.count);
  const fromRoot = childrenOfRoot(nodes);
  const step = stepper(nodes, fromRoot, fallback);
  const longestEnd = new Uint16Array(nodes.count);
  const pending = new Uint16Array(nodes.count);
  for (const node of breadthFirst(nodes).subarray(1)) {
    const depth = nodes.depth[node]!;
    fallback[node] = depth === 1 ? 0 : step(fallback[nodes.parent[node]!]!, nodes.label[node]!);
    longestEnd[node] = nodes.isEnd[node] ? depth : longestEnd[fallback[node]!]!;
    pending[node] = nodes.isInner[node] ? depth : pending[fallback[node]!]!;
  }
  const { label, isInner, sibling } = nodes;
  return { step, longestEnd, pending, tables: [label, isInner, sibling, fromRoot, fallback, longestEnd, pending] };
}
