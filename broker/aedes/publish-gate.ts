/**
 * At most so many publishes are between a socket and the last subscriber's queue; other sockets wait in line.
 *
 * Aedes acknowledges a QoS 1 publish before it routes it. With its own bound (`concurrency`) a queue is shifted per
 * message, which halves throughput, and one frozen subscriber stops everybody; without any bound 8,000 devices that
 * publish at once are acknowledged for seconds while almost nothing is delivered. Here a connection gives its packets to
 * Aedes only when there is room, in order of arrival, and goes to the end of the line after each turn.
 *
 * Delete when Aedes acknowledges after routing and bounds what it routes without holding up everybody.
 */

/** Who waits. `enter` is called with its places already taken. */
export interface GateUser {
  /** Publishes of the next turn. */
  readonly wanted: number;
  enter(): void;
}

export interface PublishGate {
  /** @returns false when the user has to wait; it is called later, unless it leaves the line by `forget`. */
  tryEnter(user: GateUser): boolean;
  leave(places: number): void;
  forget(user: GateUser): void;
  inRouting(): number;
  waiting(): number;
}

export function createPublishGate(capacity: number): PublishGate {
  const line = new Set<GateUser>(); // keeps order, and lets a closed connection leave it
  let inside = 0;
  let isAdmitting = false;

  /** A loop, not a recursion: a turn can end inside `enter`, and the line can be thousands long. */
  function admit(): void {
    if (isAdmitting) return;
    isAdmitting = true;
    for (const user of line) {
      if (inside + user.wanted > capacity) break;
      line.delete(user);
      inside += user.wanted;
      user.enter();
    }
    isAdmitting = false;
  }

  return {
    tryEnter(user) {
      if (line.size > 0 || inside + user.wanted > capacity) {
        line.add(user);
        return false;
      }
      inside += user.wanted;
      return true;
    },
    leave(places) {
      inside -= places;
      if (line.size > 0) admit();
    },
    forget: (user) => line.delete(user),
    inRouting: () => inside,
    waiting: () => line.size,
  };
}
