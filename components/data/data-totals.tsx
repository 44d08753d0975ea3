import { Stat, StatStrip } from "@/components/ui/stat-strip";
import { QUESTIONS } from "@/lib/data/model";
import { type Total, totalText } from "@/lib/data/totals";
import type { AffectedDataList } from "@/lib/data/views";

/** The figures over all items; each says how it was made. */
export function DataTotals({ list: { data, totals } }: { list: AffectedDataList }) {
  const open = data
    .flatMap((item) => QUESTIONS.map((q) => item.answers[q]))
    .filter((a) => a.answer === "unknown").length;
  const accessed = data.filter((item) => item.answers.accessed.answer === "yes").length;
  const left = data.filter((item) => item.answers.exfiltrated.answer === "yes").length;
  return (
    <StatStrip label="Totals of the affected data" size="lg">
      <TotalStat question="People concerned" total={totals.people} />
      <TotalStat question="Records concerned" total={totals.records} />
      <Stat
        question="Accessed"
        answer={`${accessed} of ${data.length}`}
        tone={accessed > 0 ? "exposed" : "plain"}
        detail={`${left} exfiltrated · ${totals.ruledOut} not exposed after all`}
      />
      <Stat
        question="Still unknown"
        answer={open}
        tone={open > 0 ? "unknown" : "verified"}
        detail={`of ${data.length * QUESTIONS.length} answers`}
      />
    </StatStrip>
  );
}

function TotalStat({ question, total }: { question: string; total: Total }) {
  const [figure, ...rest] =
    totalText(total).split(", ").length > 1 && total.unknown > 0 ? parts(total) : [totalText(total)];
  return (
    <Stat
      question={question}
      answer={figure}
      tone={total.low === null ? "unknown" : "plain"}
      detail={
        <>
          {rest.length > 0 && <span className="text-unknown">{rest.join(", ")} · </span>}
          <span title={total.method}>{total.method}</span>
        </>
      }
    />
  );
}

/** The number large, the unknown items small under it. */
function parts(total: Total): string[] {
  const text = totalText(total);
  const at = text.lastIndexOf(", ");
  return [text.slice(0, at), text.slice(at + 2)];
}
