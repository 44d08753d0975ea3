import { Fragment, type ReactNode } from "react";
import { Estimate, FigureLink, Unknown } from "@/components/ui/figures";
import { Stat, StatStrip } from "@/components/ui/stat-strip";
import { Duration, Elapsed } from "@/components/ui/time";
import type { RoomView } from "@/lib/incidents/views";
import { AgentStat } from "./agent-stat";
import { TellStat } from "./tell-stat";

/** The five questions of such an incident, with what is known now. What nobody knows says so. */
export function AnswerStrip({ room }: { room: RoomView }) {
  const base = `/incidents/${room.incident.ref}`;
  return (
    <StatStrip label="The five answers">
      <ExposureStat room={room} base={base} />
      <AccessStat room={room} base={base} />
      <AgentStat agent={room.agent} href={`${base}/containment`} />
      <TellStat clocks={room.clocks} href={`${base}/obligations`} />
      <ChangeStat room={room} base={base} />
    </StatStrip>
  );
}

interface Part {
  room: RoomView;
  base: string;
}

function ExposureStat({ room, base }: Part) {
  const { exposure } = room;
  const href = `${base}/exposure`;
  const question = "Is data exposed now?";
  if (!exposure) {
    if (exposedNothing(room))
      return <Stat question={question} answer="No" detail={saidOf(room)} href={`${base}/data`} />;
    return <Stat question={question} answer={<Unknown />} detail="no exposure window is recorded" href={href} />;
  }
  const assets = plural(exposure.assets, "asset", "assets");
  const reach = exposure.couldReach === null ? null : <Estimate value={exposure.couldReach} unit="people" />;
  if (exposure.open > 0) {
    return (
      <Stat
        question={question}
        alarm
        tone="exposed"
        answer={
          <>
            Open{" "}
            {exposure.earliestOpenedAt ? (
              <Elapsed since={exposure.earliestOpenedAt} />
            ) : (
              <Unknown>since unknown</Unknown>
            )}
          </>
        }
        detail={
          <>
            {assets} ·{" "}
            {reach ? (
              <FigureLink href={href}>{reach}</FigureLink>
            ) : (
              <>
                reach <Unknown />
              </>
            )}
          </>
        }
        href={href}
      />
    );
  }
  return (
    <Stat
      question={question}
      answer={
        exposure.exposedMs ? (
          <>
            No, was <Duration ms={exposure.exposedMs.certain} />
          </>
        ) : (
          "No, closed"
        )
      }
      detail={
        <>
          {assets} · {plural(exposure.windows, "window", "windows")} closed
        </>
      }
      href={href}
    />
  );
}

function AccessStat({ room, base }: Part) {
  const { exposure, counts } = room;
  const question = "Who got at it?";
  const href = `${base}/exposure`;
  const silent = exposure?.gapMs ? (
    <span className="text-unknown">
      logs silent for <Duration ms={exposure.gapMs} />
    </span>
  ) : null;
  if (exposedNothing(room))
    return <Stat question={question} answer="Nobody" detail={saidOf(room)} href={`${base}/data`} />;
  if (!exposure?.unauthorised) {
    return (
      <Stat
        question={question}
        answer={<Unknown />}
        detail={whyNoAccess(room)}
        href={counts.sources ? href : `${base}/evidence`}
      />
    );
  }
  const { certain, possible, principals } = exposure.unauthorised;
  if (certain + possible === 0) {
    const nobody = exposure.accessed === "no";
    return (
      <Stat
        question={question}
        tone={nobody ? "verified" : "unknown"}
        answer={nobody ? "Nobody uncleared" : "unknown"}
        detail={silent ?? (nobody ? "the logs cover it" : "no access seen, not ruled out")}
        href={href}
      />
    );
  }
  return (
    <Stat
      question={question}
      answer={
        <>
          <span className="text-exposed">{principals}</span> uncleared
        </>
      }
      detail={
        <Dotted>
          <FigureLink href={href}>{plural(certain, "access", "accesses")}</FigureLink>
          {possible > 0 && <span>+{possible} possible</span>}
          {silent}
        </Dotted>
      }
      href={href}
    />
  );
}

/** No window, and people said of every item of the inventory that it was not exposed. */
function exposedNothing({ exposure, data }: RoomView): boolean {
  return exposure === null && data.exposed === "no";
}

function saidOf({ data }: RoomView): string {
  return `not exposed, people say of ${data.items === 1 ? "the item" : `all ${data.items} items`}`;
}

function whyNoAccess({ exposure, counts }: RoomView): string {
  if (counts.sourcesBusy > 0) return `reading ${plural(counts.sourcesBusy, "log", "logs")} now`;
  if (counts.sources === 0) return "no logs are imported";
  return exposure ? "being computed" : "say first what was exposed";
}

function ChangeStat({ room, base }: Part) {
  const { tasks, tasksDone, tasksNotDoing } = room.counts;
  const postmortem = room.postmortem ? `postmortem ${room.postmortem.replace("_", " ")}` : "no postmortem yet";
  return (
    <Stat
      question="What do we change?"
      answer={tasks === 0 ? <Unknown>no task yet</Unknown> : `${tasksDone} of ${tasks} done`}
      detail={tasksNotDoing > 0 ? `${tasksNotDoing} not doing · ${postmortem}` : postmortem}
      href={`${base}/tasks`}
    />
  );
}

/** Parts with dots between; a line breaks after a dot, never inside a part. */
function Dotted({ children }: { children: ReactNode[] }) {
  const parts = children.filter(Boolean);
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts keep their places
    <Fragment key={index}>
      <span className="whitespace-nowrap">
        {part}
        {index < parts.length - 1 && " ·"}
      </span>{" "}
    </Fragment>
  ));
}

function plural(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
