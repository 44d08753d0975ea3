"use client";

import { useLive } from "@/lib/live/use-live";

export function LiveHost() {
  useLive();
  return null;
}
