"use client";

import { Trash2 } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";
import { useListKeys } from "@/components/ui/use-list-keys";
import { QUESTIONS } from "@/lib/data/model";
import type { AffectedDataView } from "@/lib/data/views";
import { QUESTION_WORDS } from "@/lib/data/words";
import { AnswerCell } from "./answer-cell";
import type { AssetChoice } from "./asset-select";
import { CountCell } from "./count-cell";
import { WhatCell } from "./what-cell";
import { WhereCell } from "./where-cell";

interface DataTableProps {
  incidentRef: string;
  items: readonly AffectedDataView[];
  assets: readonly AssetChoice[];
  editable: boolean;
  onRemove: (item: AffectedDataView) => void;
}

export function DataTable({ incidentRef, items, assets, editable, onRemove }: DataTableProps) {
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "item");
  const shared = { incidentRef, editable };
  return (
    <div ref={container}>
      <Table caption="Affected data" className="min-w-240">
        <THead>
          <tr>
            <Th className="w-[26%]">Data</Th>
            {QUESTIONS.map((question) => (
              <Th key={question}>{QUESTION_WORDS[question].head}</Th>
            ))}
            <Th numeric>People</Th>
            <Th numeric>Records</Th>
            <Th>Protection, where</Th>
            {editable && (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            )}
          </tr>
        </THead>
        <tbody>
          {items.map((item) => (
            <Tr key={item.id} id={`data-${item.id}`}>
              <Td className="align-top">
                <WhatCell {...shared} item={item} assets={assets} />
              </Td>
              {QUESTIONS.map((question) => (
                <Td key={question} className="align-top">
                  <AnswerCell {...shared} item={item} question={question} />
                </Td>
              ))}
              <Td numeric className="align-top">
                <CountCell {...shared} item={item} of="people" />
              </Td>
              <Td numeric className="align-top">
                <CountCell {...shared} item={item} of="records" />
              </Td>
              <Td className="align-top">
                <WhereCell {...shared} item={item} />
              </Td>
              {editable && (
                <Td className="align-top">
                  <Tooltip label="Remove">
                    <Button
                      variant="quiet"
                      size="icon"
                      aria-label={`Remove ${item.description}`}
                      onClick={() => onRemove(item)}
                    >
                      <Trash2 aria-hidden="true" />
                    </Button>
                  </Tooltip>
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
