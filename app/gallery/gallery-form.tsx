"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox, MultiCombobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { Piece } from "./piece";

const PEOPLE = ["Ana", "Bo", "Ci", "Dee"].map((label) => ({ value: label, label, detail: "responder" }));

export function GalleryForm() {
  const [one, setOne] = useState<string | null>(null);
  const [several, setSeveral] = useState<string[]>(["Ana"]);
  const [choice, setChoice] = useState<"a" | "b" | "c">("a");
  const [picked, setPicked] = useState("one");
  return (
    <Piece name="Form" stacked>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Title" hint="What one would say aloud.">
          <Input placeholder="Agent opened two tables" />
        </Field>
        <Field label="Wrong" error="Give the incident a title.">
          <Input />
        </Field>
        <Field label="When">
          <NaturalTimeInput onTime={() => {}} />
        </Field>
        <Field label="Select">
          <Select
            options={[
              { value: "one", label: "One", detail: "the first" },
              { value: "two", label: "Two" },
            ]}
            value={picked}
            onValueChange={setPicked}
          />
        </Field>
        <Field label="Owner">
          <Combobox options={PEOPLE} value={one} onValueChange={setOne} placeholder="Type a name" />
        </Field>
        <Field label="Members">
          <MultiCombobox options={PEOPLE} value={several} onValueChange={setSeveral} />
        </Field>
        <Field label="Text">
          <Textarea placeholder="⌘Enter submits" />
        </Field>
        <div>
          <Checkbox label="A checkbox" detail="with a second line" />
          <Switch label="A switch" detail="takes effect at once" />
          <Segmented
            label="Choice"
            options={[
              { value: "a", label: "Uncleared", count: 14 },
              { value: "b", label: "Cleared", count: 9 },
              { value: "c", label: "Unresolved" },
            ]}
            value={choice}
            onValueChange={setChoice}
          />
        </div>
      </div>
    </Piece>
  );
}
