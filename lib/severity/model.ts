export const FACTORS = ["D", "V", "A", "T", "R", "G", "C", "E"] as const;
export type Factor = (typeof FACTORS)[number];

export const EVENT_CLASSES = ["incident", "hazard", "near_miss"] as const;
export type EventClass = (typeof EVENT_CLASSES)[number];
