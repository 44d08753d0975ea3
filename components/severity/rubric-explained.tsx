import type { ReactNode } from "react";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import type { Severity } from "@/lib/incidents/model";
import { assess } from "@/lib/severity/assess";
import { KNOWN_CASES } from "@/lib/severity/cases";
import type { TargetTable } from "@/lib/severity/model";
import { FACTORS } from "@/lib/severity/model";
import { FLOOR_IDS, FLOORS, RUBRIC, RUBRIC_VERSION } from "@/lib/severity/rubric";
import { LevelTable } from "./level-table";

interface RubricExplainedProps {
  badge: (level: Severity) => ReactNode;
  /** What held when the incident was declared. */
  targets: TargetTable;
}

/** The whole rubric on one page, with what it was fitted to and what it therefore does not prove. */
export function RubricExplained({ badge, targets }: RubricExplainedProps) {
  return (
    <div className="flex max-w-[75rem] flex-col gap-6 py-4">
      <section>
        <h2 className="font-semibold text-md">How severity is computed, rubric {RUBRIC_VERSION}</h2>
        <p className="mt-1 max-w-[75ch] text-ink-2">
          Eight factors of 0 to 4 points, each with a weight, add up to 100. Floors raise the level where points would
          miss what matters. What nobody knows counts as 4 for the high score and as the least that is plausible for the
          likely one; the incident is declared at the high one, and comes down only with evidence. The highest level
          there ever was is the severity of record.
        </p>
      </section>
      <FactorTable />
      <LevelTable badge={badge} targets={targets} />
      <FloorTable />
      <CaseTable badge={badge} />
    </div>
  );
}

function FactorTable() {
  return (
    <Table caption="Factors" showCaption>
      <THead>
        <tr>
          <Th>Factor</Th>
          <Th numeric>Weight</Th>
          {[0, 1, 2, 3, 4].map((points) => (
            <Th key={points}>{points}</Th>
          ))}
        </tr>
      </THead>
      <tbody>
        {FACTORS.map((factor) => (
          <Tr key={factor}>
            <Td className="min-w-32 font-medium">
              <span className="mono text-ink-3">{factor}</span> {RUBRIC[factor].name}
            </Td>
            <Td numeric>{RUBRIC[factor].weight}</Td>
            {RUBRIC[factor].levels.map((text) => (
              <Td key={text} className="min-w-32 text-ink-2 text-sm">
                {text}
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function FloorTable() {
  return (
    <Table caption="Floors. The most severe wins." showCaption>
      <THead>
        <tr>
          <Th>Floor</Th>
          <Th>When</Th>
          <Th>At least</Th>
        </tr>
      </THead>
      <tbody>
        {FLOOR_IDS.map((id) => (
          <Tr key={id}>
            <Td className="whitespace-nowrap font-medium">
              {id} {FLOORS[id].name}
            </Td>
            <Td>{FLOORS[id].trigger}</Td>
            <Td>{FLOORS[id].effect}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function CaseTable({ badge }: Pick<RubricExplainedProps, "badge">) {
  return (
    <section>
      <h2 className="font-semibold text-md">What it was fitted to</h2>
      <p className="mt-1 mb-2 max-w-[75ch] text-ink-2">
        The weights and boundaries were fitted to these cases. That they come out as they should shows that the rubric
        is consistent, not that it is right about the next one: it is no independent validation.
      </p>
      <Table caption="The cases that the weights were fitted to">
        <THead>
          <tr>
            <Th>Case</Th>
            {FACTORS.map((factor) => (
              <Th key={factor} numeric>
                {factor}
              </Th>
            ))}
            <Th numeric>Points</Th>
            <Th>Floors</Th>
            <Th>Level</Th>
          </tr>
        </THead>
        <tbody>
          {KNOWN_CASES.map(({ name, likely, high, facts, invented }) => {
            const atLikely = assess(likely, facts);
            const atHigh = assess(high, facts);
            return (
              <Tr key={name}>
                <Td className="min-w-64">
                  {name}
                  {invented && <span className="text-ink-3"> (invented)</span>}
                </Td>
                {FACTORS.map((factor) => (
                  <Td key={factor} numeric>
                    {likely[factor]}
                  </Td>
                ))}
                <Td numeric className="whitespace-nowrap">
                  {atLikely.likely.score === atHigh.high.score
                    ? atHigh.high.score
                    : `${atLikely.likely.score}–${atHigh.high.score}`}
                </Td>
                <Td>{atLikely.floors.join(" ")}</Td>
                <Td className="whitespace-nowrap">
                  {badge(atLikely.level)}
                  {atLikely.potential && (
                    <span className="ml-1.5 text-ink-3 text-sm">could have been {atLikely.potential}</span>
                  )}
                </Td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}
