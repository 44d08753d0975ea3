import { Stat, StatStrip } from "@/components/ui/stat-strip";
import type { IncidentRow } from "@/lib/incidents/views";

/** The state of the house in one line. Drills are left out of it. */
export function NowSummary({ rows, more }: { rows: readonly IncidentRow[]; more: boolean }) {
  const real = rows.filter((row) => row.mode !== "drill");
  const exposed = real.filter((row) => row.openWindows > 0);
  const unsure = real.filter((row) => row.severity === null).length;
  const unled = real.filter((row) => row.commander === null).length;
  const tasks = real.reduce((sum, row) => sum + row.openTasks, 0);
  const windows = exposed.reduce((sum, row) => sum + row.openWindows, 0);
  const plus = more ? "+" : "";
  return (
    <StatStrip label="Now, in figures">
      <Stat
        question="Is data exposed now?"
        alarm={exposed.length > 0}
        tone={exposed.length > 0 ? "exposed" : "plain"}
        answer={exposed.length > 0 ? `Yes, in ${exposed.length}${plus}` : "No open window"}
        detail={
          exposed.length > 0
            ? `${windows}${plus} open ${windows === 1 ? "window" : "windows"}`
            : real.length > 0
              ? "as far as recorded"
              : "no incident is open"
        }
        {...(exposed[0] ? { href: `/incidents/${exposed[0].ref}/exposure` } : {})}
      />
      <Stat
        question="Open incidents"
        answer={`${real.length}${plus}`}
        detail={unsure > 0 ? <span className="text-unknown">{unsure} of them not assessed</span> : "all assessed"}
        href="/incidents"
      />
      <Stat
        question="Without a commander"
        answer={`${unled}${plus}`}
        tone={unled > 0 ? "exposed" : "plain"}
        detail={unled > 0 ? "somebody has to lead" : "each is led"}
      />
      <Stat question="Open tasks" answer={`${tasks}${plus}`} detail="in open incidents" />
    </StatStrip>
  );
}
