"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import { useShell } from "@/components/shell/shell-context";
import { loadAhead } from "@/components/ui/load-ahead";

const load = () => import("@/components/incidents/declare-dialog").then((module) => module.DeclareDialog);
const DeclareDialog = dynamic(load, { ssr: false });

/** Long enough for the page itself to be ready. */
const QUIET_MS = 2000;

/** Declaring is possible over every page. Its form is fetched in a quiet moment, so that it opens at once at 3 am. */
export function DeclareHost() {
  const { declareOpen, setDeclareOpen } = useShell();
  useEffect(() => {
    const timer = setTimeout(() => loadAhead(load), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return declareOpen ? <DeclareDialog open onOpenChange={setDeclareOpen} /> : null;
}
