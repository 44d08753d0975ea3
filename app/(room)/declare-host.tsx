"use client";

import dynamic from "next/dynamic";
import { useShell } from "@/components/shell/shell-context";

const DeclareDialog = dynamic(
  () => import("@/components/incidents/declare-dialog").then((module) => module.DeclareDialog),
  { ssr: false },
);

/** Declaring is possible over every page; its form is loaded when it is first wanted. */
export function DeclareHost() {
  const { declareOpen, setDeclareOpen } = useShell();
  return declareOpen ? <DeclareDialog open onOpenChange={setDeclareOpen} /> : null;
}
