import { ms } from "./lanes-model";
import { type Bin, type MarkRow, round } from "./step-chart-model";

const FILL = {
  exposed: "fill-exposed",
  unknown: "fill-unknown",
  verified: "fill-verified",
  agent: "fill-agent",
  neutral: "fill-ink-3",
};
const STROKE = {
  exposed: "stroke-exposed",
  unknown: "stroke-unknown",
  verified: "stroke-verified",
  agent: "stroke-agent",
  neutral: "stroke-ink-3",
};

interface ChartMarksProps {
  row: MarkRow;
  x: (at: number) => number;
  width: number;
  height: number;
  hatch: string;
}

/** One row of counted marks: the more, the larger. Rows are told apart by shape and name, colour only helps. */
export function ChartMarks({ row, x, width, height, hatch }: ChartMarksProps) {
  const most = Math.max(1, ...row.bins.map((bin) => bin.count));
  return row.bins.map((bin) => {
    const left = x(ms(bin.first));
    const right = x(ms(bin.last));
    if (right < -6 || left > width + 6) return null;
    const size = bin.count === 1 ? 6 : 6 + Math.sqrt(bin.count / most) * 6;
    const words = `${bin.count.toLocaleString("en")} ${row.label}`;
    return (
      <Mark
        key={bin.from}
        row={row}
        hatch={hatch}
        x={left}
        width={Math.max(right - left, 0)}
        y={height / 2}
        size={size}
      >
        {words}
      </Mark>
    );
  });
}

interface MarkProps {
  row: MarkRow;
  hatch: string;
  x: number;
  width: number;
  y: number;
  size: number;
  children: string;
}

function Mark({ row: { shape, tone }, hatch, x, width, y, size, children }: MarkProps) {
  const half = size / 2;
  const title = <title>{children}</title>;
  // Wide enough to be seen, and as long as the time from its first to its last event.
  const box = { x: round(x - 2), y: round(y - half), width: round(Math.max(width + 4, 4)), height: round(size) };
  const middle = x + width / 2;
  switch (shape) {
    case "square":
      return (
        <rect {...box} className={FILL[tone]}>
          {title}
        </rect>
      );
    case "hatched":
      return (
        <rect
          {...box}
          width={Math.max(box.width, 6)}
          fill={`url(#${hatch})`}
          strokeWidth={1.2}
          className={STROKE[tone]}
        >
          {title}
        </rect>
      );
    case "ring":
    case "round":
      return (
        <rect
          {...box}
          x={round(Math.min(x - 2, middle - half))}
          width={round(Math.max(width + 4, size))}
          rx={half}
          strokeWidth={1.4}
          className={`${STROKE[tone]} ${shape === "ring" ? "fill-bg" : FILL[tone]}`}
        >
          {title}
        </rect>
      );
    case "triangle":
      return (
        <path
          d={`M${round(middle)} ${round(y - half)}l${round(half)} ${round(size)}h${round(-size)}z`}
          strokeWidth={1.2}
          className={`${STROKE[tone]} fill-bg`}
        >
          {title}
        </path>
      );
    case "diamond":
      return (
        <path
          d={`M${round(middle)} ${round(y - half)}l${round(half * 0.8)} ${round(half)}l${round(-half * 0.8)} ${round(half)}l${round(-half * 0.8)} ${round(-half)}z`}
          className={FILL[tone]}
        >
          {title}
        </path>
      );
  }
}

/** For the table, which has the same rows in words. */
export function binKey(row: MarkRow, bin: Bin): string {
  return `${row.id} ${bin.from}`;
}
