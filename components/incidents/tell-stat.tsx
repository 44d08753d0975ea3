import { Unknown } from "@/components/ui/figures";
import { Stat } from "@/components/ui/stat-strip";
import { Remaining } from "@/components/ui/time";
import type { RoomView } from "@/lib/incidents/views";

/** Which regulatory clock runs out next, and whether anybody has decided what applies. */
export function TellStat({ clocks, href }: { clocks: RoomView["clocks"]; href: string }) {
  const { next, overdue, overdueUndecided, undecided, applies, decided } = clocks;
  const question = "Whom must we tell?";
  const open = undecided > 0 ? <span className="text-unknown">{undecided} undecided</span> : null;
  if (overdue > 0) {
    return (
      <Stat
        question={question}
        tone="exposed"
        alarm
        answer={overdue === 1 ? "One is overdue" : `${overdue} are overdue`}
        detail={open ?? "the clock goes on until it is handed in"}
        href={href}
      />
    );
  }
  if (!decided) {
    return (
      <Stat
        question={question}
        tone="unknown"
        answer={next ? <Remaining until={next.dueAt} /> : <Unknown>undecided</Unknown>}
        detail={
          <>
            nothing decided yet
            {next && ` · ${shortOf(next.title)}, if it applies`}
            {overdueUndecided > 0 && ` · ${overdueUndecided} ran out`}
          </>
        }
        href={href}
      />
    );
  }
  if (next) {
    return (
      <Stat
        question={question}
        answer={<Remaining until={next.dueAt} />}
        detail={
          <>
            {shortOf(next.title)}
            {next.decision === "undecided" && ", if it applies"}
            {open && <> · {open}</>}
          </>
        }
        href={href}
      />
    );
  }
  return (
    <Stat
      question={question}
      answer={open ? <Unknown>{undecided} undecided</Unknown> : "No clock runs"}
      detail={open ? "no clock runs" : `every obligation is decided, ${applies} ${applies === 1 ? "applies" : "apply"}`}
      href={href}
    />
  );
}

/** The regime, without its phase. */
function shortOf(title: string): string {
  return title.split(", ")[0] ?? title;
}
