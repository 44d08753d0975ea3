/** Asked for by who wants the role, offered by who holds it, or taken in an emergency. */
export const HANDOVER_KINDS = ["request", "offer", "take_over"] as const;
export type HandoverKind = (typeof HANDOVER_KINDS)[number];

/**
 * `asked`: the holder has to answer; `waiting`: the brief lies before the taker; `overtaken`: the role went another way
 * meanwhile.
 */
export const HANDOVER_STATES = ["asked", "waiting", "acknowledged", "declined", "withdrawn", "overtaken"] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

export const BRIEF_SECTIONS = [
  "state",
  "exposure",
  "agent",
  "unknown",
  "tasks",
  "clocks",
  "decisions",
  "promised",
  "claims",
] as const;
export type BriefSectionKey = (typeof BRIEF_SECTIONS)[number];

export const LINE_TONES = ["plain", "exposed", "unknown", "verified"] as const;

/** One sentence of a brief, with the time it is about and where it can be looked at. */
export interface BriefLine {
  text: string;
  tone: (typeof LINE_TONES)[number];
  /** A time that belongs to the sentence, such as when something is due. */
  at: string | null;
  /** Below /incidents/{ref}. */
  href: string | null;
}

export interface BriefSection {
  key: BriefSectionKey;
  title: string;
  lines: BriefLine[];
  /** Lines beyond those that are listed. */
  more: number;
}

/** What somebody has to know who takes a role now. */
export interface HandoverBrief {
  incident: string;
  title: string;
  mode: string;
  madeAt: string;
  /** The last entry of the record that it knows. */
  recordSeq: number;
  sections: BriefSection[];
}

export const LIMITS = { note: 2000, reason: 2000, takerNotes: 5000, linesPerSection: 30 } as const;
