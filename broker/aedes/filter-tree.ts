/** Finds the subscriptions with wildcards that match a topic. Exact subscriptions are a map lookup and do not come here. */

interface Level<T> {
  next: Map<string, Level<T>>;
  values: Set<T>;
}

export interface FilterTree<T> {
  add(filter: string, value: T): void;
  remove(filter: string, value: T): void;
  /** Calls `found` once per matching filter and value. */
  match(topic: string, found: (value: T) => void): void;
  size(): number;
}

/** MQTT 4.7: `+` is one level, also an empty one; `#` is any number, also none; neither matches `$…` at the front [MQTT-4.7.2-1]. */
export function createFilterTree<T>(): FilterTree<T> {
  const root = createLevel<T>();
  let size = 0;

  function descend(level: Level<T>, words: string[], depth: number, found: (value: T) => void): void {
    const mayBeWild = depth > 0 || !words[0]!.startsWith("$");
    if (mayBeWild) level.next.get("#")?.values.forEach(found);
    if (depth === words.length) {
      level.values.forEach(found);
      return;
    }
    const exact = level.next.get(words[depth]!);
    if (exact) descend(exact, words, depth + 1, found);
    const any = mayBeWild ? level.next.get("+") : undefined;
    if (any) descend(any, words, depth + 1, found);
  }

  return {
    add(filter, value) {
      let level = root;
      for (const word of filter.split("/")) {
        let next = level.next.get(word);
        if (!next) {
          next = createLevel();
          level.next.set(word, next);
        }
        level = next;
      }
      if (!level.values.has(value)) size++;
      level.values.add(value);
    },
    remove(filter, value) {
      const path: [Level<T>, string][] = [];
      let level = root;
      for (const word of filter.split("/")) {
        const next = level.next.get(word);
        if (!next) return;
        path.push([level, word]);
        level = next;
      }
      if (level.values.delete(value)) size--;
      for (const [parent, word] of path.reverse()) {
        const child = parent.next.get(word)!;
        if (child.values.size > 0 || child.next.size > 0) break;
        parent.next.delete(word);
      }
    },
    match(topic, found) {
      if (size > 0) descend(root, topic.split("/"), 0, found);
    },
    size: () => size,
  };
}

function createLevel<T>(): Level<T> {
  return { next: new Map(), values: new Set() };
}
