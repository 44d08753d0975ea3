import { Stat, StatStrip } from "@/components/ui/stat-strip";
import { type Answer, QUESTIONS } from "@/lib/data/model";
import { type Total, totalText } from "@/lib/data/totals";
import type { AffectedDataList } from "@/lib/data/views";

/** The figures over all items; each says how it was made. */
export function DataTotals({ list: { data, totals } }: { list: AffectedDataList }) {
  const answers = data.flatMap((item) => QUESTIONS.map((question) => item.answers[question]));
  const open = answers.filter(({ answer }) => answer === "unknown").length;
  return (
    <StatStrip label="Totals of the affected data" size="lg">
      <TotalStat
        question="People concerned"
        total={totals.people}
        short={totals.people.counted > 1 ? "from the largest item to the sum of all" : "as the item says"}
      />
      <TotalStat
        question="Records concerned"
        total={totals.records}
        short={totals.records.counted > 1 ? "sum over the items" : "as the item says"}
      />
      <AccessedStat data={data} ruledOut={totals.ruledOut} />
      <Stat
        question="Unknown answers"
        answer={open}
        tone={open > 0 ? "unknown" : "verified"}
        detail={`of ${answers.length}, four an item`}
      />
    </StatStrip>
  );
}

function AccessedStat({ data, ruledOut }: { data: AffectedDataList["data"]; ruledOut: number }) {
  const count = (answer: Answer) => data.filter((item) => item.answers.accessed.answer === answer).length;
  const [yes, unknown] = [count("yes"), count("unknown")];
  const items = (n: number) => `${n} ${n === 1 ? "item" : "items"}`;
  const unnamed = data.filter((item) => item.assetId === null && item.answers.accessed.answer === "unknown").length;
  const rest = [
    unknown > 0 && `${items(unknown)} unknown`,
    unnamed > 0 && `${items(unnamed)} without an asset, for which no log answers`,
    ruledOut > 0 && `${items(ruledOut)} not exposed after all`,
  ];
  return (
    <Stat
      question="Accessed without clearance"
      answer={yes > 0 ? items(yes) : unknown > 0 ? "unknown" : "none"}
      tone={yes > 0 ? "exposed" : unknown > 0 ? "unknown" : "verified"}
      detail={rest.filter(Boolean).join(" · ") || "every item answered"}
    />
  );
}

function TotalStat({ question, total, short }: { question: string; total: Total; short: string }) {
  const text = totalText(total);
  const split = total.low !== null && total.unknown > 0 ? text.lastIndexOf(", ") : -1;
  return (
    <Stat
      question={question}
      answer={split < 0 ? (total.low === null && total.unknown > 0 ? "unknown" : text) : text.slice(0, split)}
      tone={total.low === null && total.unknown > 0 ? "unknown" : "plain"}
      detail={
        <span title={total.method}>
          {total.unknown > 0 && (
            <span className="text-unknown">
              {total.unknown} {total.unknown === 1 ? "item" : "items"} unknown ·{" "}
            </span>
          )}
          {short}
          <span className="sr-only">. {total.method}</span>
        </span>
      }
    />
  );
}
