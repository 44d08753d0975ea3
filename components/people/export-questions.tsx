"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldGroup } from "@/components/ui/field";
import { NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Select } from "@/components/ui/select";
import { assetList } from "@/lib/assets/queries";
import type { ExportAsks } from "@/lib/people/from-export";
import type { ImportChoice, ImportKind } from "@/lib/people/read-import";

interface ExportQuestionsProps {
  kind: ImportKind;
  asks: ExportAsks;
  choice: ImportChoice;
  onChoose: (choice: ImportChoice) => void;
}

/** What an export leaves open: since when it holds, and which of its grants are on which asset. */
export function ExportQuestions({ kind, asks, choice, onChoose }: ExportQuestionsProps) {
  if (!asks.since) return null;
  const grants = kind === "clearances";
  return (
    <div className="mb-4 flex flex-col gap-3 rounded-md border border-line bg-sunk px-4 py-3">
      <p>
        This is <span className="font-medium">{asks.shape}</span>. It says{" "}
        {grants ? "who may reach something" : "who is a member"} when it was exported, not since when
        {grants
          ? ", and not whether that was in order. What the incident itself granted is not clearance: leave it out."
          : "."}
      </p>
      {grants && <Grants asks={asks} choice={choice} onChoose={onChoose} />}
      <FieldGroup legend={grants ? "They hold as clearance since" : "They have been members since"}>
        <div className="flex flex-wrap items-start gap-2">
          <NaturalTimeInput
            aria-label="Since when"
            className="w-72 max-w-full"
            placeholder="2026-01-01 00:00"
            onTime={(time) => time && onChoose({ since: time.instant })}
          />
          <Button
            aria-pressed={choice.since === "always"}
            variant={choice.since === "always" ? "primary" : undefined}
            onClick={() => onChoose({ since: "always" })}
          >
            Always
          </Button>
        </div>
      </FieldGroup>
    </div>
  );
}

function Grants({ asks, choice, onChoose }: Omit<ExportQuestionsProps, "kind">) {
  const assets = useQuery(assetList());
  const chosen = choice.grants ?? asks.grants.map(({ key }) => key);
  const toggle = (key: string, on: boolean) =>
    onChoose({ grants: on ? [...chosen, key] : chosen.filter((other) => other !== key) });
  return (
    <>
      <Field
        label="On which asset are these grants?"
        error={assets.isError ? "The assets could not be loaded." : undefined}
      >
        <Select
          className="w-72 max-w-full"
          placeholder={assets.data?.data.length === 0 ? "No asset is recorded yet" : "Choose an asset"}
          options={(assets.data?.data ?? []).map(({ name, classification }) => ({
            value: name,
            label: name,
            detail: classification,
          }))}
          value={choice.asset ?? null}
          onValueChange={(asset) => onChoose({ asset })}
        />
      </Field>
      <FieldGroup legend="Which of them let somebody reach it?">
        <div className="flex max-h-48 flex-col overflow-y-auto">
          {asks.grants.map(({ key, role, resource, count }) => (
            <Checkbox
              key={key}
              checked={chosen.includes(key)}
              onCheckedChange={(on) => toggle(key, on)}
              label={
                <>
                  <span className="mono break-all">{role}</span>
                  {resource && (
                    <>
                      {" "}
                      on <span className="mono break-all">{resource}</span>
                    </>
                  )}{" "}
                  <span className="text-ink-3">{count.toLocaleString("en")}</span>
                </>
              }
            />
          ))}
        </div>
      </FieldGroup>
    </>
  );
}
