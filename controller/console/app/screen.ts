/** What a screen is to the frame: where it is found, who sees it, and how it is loaded. */
import type { MessageDescriptor } from "@lingui/core";
import type { ComponentType, ReactNode } from "react";
import type { Power } from "../api-client/me.ts";

/** Groups of the navigation, in order. */
export const sections = ["operate", "plan", "understand", "manage"] as const;
export type Section = (typeof sections)[number];

export interface ScreenPage {
  /** Below the screen's own path; "" is the screen itself, "$planId" a thing of it. */
  readonly path: string;
  readonly load: () => Promise<{ readonly Page: () => ReactNode }>;
}

export interface ScreenKey {
  readonly keys: readonly string[];
  readonly what: MessageDescriptor;
}

export interface Screen {
  /** First part of the address, one word. */
  readonly path: string;
  readonly title: MessageDescriptor;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  readonly section: Section;
  /** Seen by those who have it somewhere; where exactly is the API's word. */
  readonly power: Power;
  /** Second key after `g`; the keyboard help lists it. */
  readonly key: string;
  /** Keys of its own, for the keyboard help. */
  readonly keys?: readonly ScreenKey[];
  /** What waits there for this person, shown beside its name; 0 shows nothing. */
  readonly useCount?: () => number;
  readonly pages: readonly [ScreenPage, ...ScreenPage[]];
}
