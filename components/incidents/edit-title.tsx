"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { useCommand } from "@/components/ui/commands";
import type { IncidentView } from "@/lib/incidents/views";

const EditTitleForm = dynamic(() => import("./edit-title-form").then((module) => module.EditTitleForm), { ssr: false });

interface EditTitleProps {
  incident: IncidentView;
  canEdit: boolean;
  compact: boolean;
}

/** The title; from the palette it can be changed in place. The record keeps the former one. */
export function EditTitle({ incident, canEdit, compact }: EditTitleProps) {
  const [editing, setEditing] = useState(false);
  useCommand({
    label: "Change the title",
    group: "Incident",
    keywords: "rename edit",
    enabled: canEdit,
    run: () => setEditing(true),
  });
  if (editing) return <EditTitleForm incident={incident} onDone={() => setEditing(false)} />;
  return (
    <h1 className={cn("text-balance font-[620] tracking-[-0.015em]", compact ? "text-lg" : "text-xl max-md:text-lg")}>
      {incident.title}
    </h1>
  );
}
