"use client";

import { useState } from "react";
import { type Column, DataTable, type Sort } from "@/components/ui/data-table";
import { Unknown } from "@/components/ui/figures";
import { Time } from "@/components/ui/time";
import { Piece } from "./piece";

interface Row {
  who: string;
  reads: number;
  rows: number | null;
  first: string;
}

const ROWS: Row[] = [
  { who: "analyst 7, growth", reads: 61, rows: 18_402, first: "2026-03-11T14:11:20.000000Z" },
  { who: "engineer 5, web", reads: 22, rows: null, first: "2026-03-11T14:40:00.000000Z" },
];

const COLUMNS: Column<Row>[] = [
  { id: "who", head: "Who", cell: (row) => row.who, sortable: true },
  { id: "reads", head: "Reads", cell: (row) => row.reads, numeric: true, sortable: true },
  { id: "rows", head: "Rows returned", cell: (row) => row.rows?.toLocaleString("en") ?? <Unknown />, numeric: true },
  { id: "first", head: "First", cell: (row) => <Time value={row.first} mode="time" /> },
];

export function GalleryTable() {
  const [sort, setSort] = useState<Sort>({ column: "reads", direction: "descending" });
  return (
    <Piece name="Table" stacked>
      <DataTable caption="Who" columns={COLUMNS} rows={ROWS} rowKey={(row) => row.who} sort={sort} onSort={setSort} />
    </Piece>
  );
}
