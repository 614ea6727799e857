/** How fast one client may send: a token bucket for messages and one for bytes that look at the clock only when one runs dry. */
import type { RoleBounds } from "./bounds.ts";
import type { Rule } from "./rules.ts";

export class Pace {
  private messages = 0;
  private bytes = 0;
  private filledAt: number;

  /** Starts full. @param now clock ticks, ms. */
  constructor(now: number, bounds: RoleBounds) {
    this.filledAt = now;
    this.fill(bounds);
  }

  fill(bounds: RoleBounds): void {
    this.messages = bounds.messageBurst;
    this.bytes = bounds.byteBurst;
  }

  /** Takes what arrived. @returns the rule by which reading has to pause, or undefined. */
  take(messages: number, bytes: number, now: number, bounds: RoleBounds): Rule | undefined {
    this.messages -= messages;
    this.bytes -= bytes;
    return this.messages < 0 || this.bytes < 0 ? this.dry(now, bounds) : undefined;
  }

  /** Refills for the time that passed. @returns the rule whose bucket is still dry. */
  dry(now: number, bounds: RoleBounds): Rule | undefined {
    const seconds = (now - this.filledAt) / 1000;
    this.filledAt = now;
    this.messages = Math.min(bounds.messageBurst, this.messages + seconds * bounds.messagesPerSecond);
    this.bytes = Math.min(bounds.byteBurst, this.bytes + seconds * bounds.bytesPerSecond);
    if (this.messages < 0) return "rate.messages";
    return this.bytes < 0 ? "rate.bytes" : undefined;
  }
}
