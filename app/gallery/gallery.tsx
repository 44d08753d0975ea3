"use client";

import { useState } from "react";
import { PhaseChip } from "@/components/incidents/phase-chip";
import { SeverityBadge } from "@/components/incidents/severity-badge";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Definition, DefinitionRows } from "@/components/ui/definition-rows";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Count, Estimate, FigureLink, Unknown } from "@/components/ui/figures";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Stat, StatStrip } from "@/components/ui/stat-strip";
import { Duration, Elapsed, Remaining, Time, ZoneName } from "@/components/ui/time";
import { toast, toastFailed } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";
import { PHASES, SEVERITIES } from "@/lib/incidents/model";
import { GalleryForm } from "./gallery-form";
import { GalleryOverlays } from "./gallery-overlays";
import { GalleryTable } from "./gallery-table";
import { Piece } from "./piece";

const AT = "2026-03-11T14:05:33.123456Z";

export function Gallery() {
  const [busy, setBusy] = useState(false);
  return (
    <main className="mx-auto flex max-w-4xl flex-col gap-8 px-4 py-8">
      <h1 className="font-[620] text-xl">Gallery</h1>
      <Piece name="Buttons">
        <Button variant="primary" hint="C">
          Declare
        </Button>
        <Button hint="U">Update</Button>
        <Button variant="quiet">Quiet</Button>
        <Button variant="danger">Delete</Button>
        <Button busy={busy} onClick={() => setBusy(true)}>
          Busy after a press
        </Button>
        <Button disabled>Disabled</Button>
        <Button size="sm">Small</Button>
        <Tooltip label="Says what it does" hint="T">
          <Button>With a tooltip</Button>
        </Tooltip>
        <Button onClick={() => toast("Task done", { action: { label: "Undo", onPress: () => toast("Undone") } })}>
          Toast
        </Button>
        <Button onClick={() => toastFailed("Not saved.", { detail: "Your text is kept." })}>Failed toast</Button>
      </Piece>
      <Piece name="Chips, severity, phase">
        {(["neutral", "exposed", "unknown", "verified", "agent"] as const).map((tone) => (
          <Chip key={tone} tone={tone}>
            {tone}
          </Chip>
        ))}
        <Chip mono>otel #58 211</Chip>
        {[null, ...SEVERITIES].map((severity) => (
          <SeverityBadge key={severity} severity={severity} />
        ))}
        {PHASES.map((phase) => (
          <PhaseChip key={phase} phase={phase} />
        ))}
      </Piece>
      <Piece name="Figures">
        <Unknown because="no log covers it" />
        <Estimate value={61_000} low={40_000} high={90_000} unit="people" />
        <Estimate value={null} low={1200} unit="people" />
        <Count value={18_402} unit="rows" />
        <Count value={null} />
        <FigureLink href="/gallery">212 reads</FigureLink>
      </Piece>
      <Piece name="Times">
        <Time value={AT} mode="time" />
        <Time value={AT} mode="datetime" withZone />
        <Time value={AT} mode="short" precision="minute" />
        <Time value={AT} mode="time" precision="hour" source="11/Mar/2026:15:05:33 +0100" />
        <Time value={AT} mode="date" />
        <Time value={AT} mode="relative" />
        <Time value={null} />
        <Duration ms={6_840_000} />
        <Elapsed since={AT} />
        <Remaining until="2027-03-11T14:05:33.000000Z" />
        <ZoneName at={AT} />
      </Piece>
      <GalleryForm />
      <GalleryOverlays />
      <Piece name="Notices" stacked>
        <Notice>Plain information.</Notice>
        <Notice kind="unknown" title="Logs are silent for 6 min.">
          Nobody can say what happened in that time.
        </Notice>
        <Notice kind="exposed" title="The file could not be read.">
          It ends in the middle of a record.
        </Notice>
        <Notice kind="verified" title="48 entries, sound." />
      </Piece>
      <Piece name="Four states" stacked>
        <SkeletonRows rows={3} label="Loading" />
        <EmptyState title="No evidence yet." action={<Button>Choose files</Button>}>
          Drop log files anywhere on this page.
        </EmptyState>
        <FailedState
          title="The timeline could not be loaded."
          detail="The server answered 503."
          requestId="0c8d"
          onRetry={() => {}}
        />
        <Progress label="cloudtrail.json.gz" done={420_000_000} total={1_000_000_000} rate={48_000_000} />
      </Piece>
      <Piece name="Strip" stacked>
        <StatStrip label="Answers">
          <Stat
            alarm
            tone="exposed"
            question="Is data exposed now?"
            answer="Open 1 h 54 m"
            detail="2 assets"
            href="/gallery"
          />
          <Stat question="Who got at it?" answer="14 uncleared" detail="212 accesses" />
          <Stat tone="verified" question="Is the agent stopped?" answer="Stopped, verified" detail="15:48" />
        </StatStrip>
        <DefinitionRows>
          <Definition term="Commander">A. K.</Definition>
          <Definition term="Exfiltrated">
            <Unknown />
          </Definition>
        </DefinitionRows>
      </Piece>
      <GalleryTable />
    </main>
  );
}
