import { useId } from "react";
import { formatInstant } from "@/lib/time/format";
import type { Instant } from "@/lib/time/instant";
import { ChartMarks } from "./chart-marks";
import { ms, type Span, scaleOf, ticksOf } from "./lanes-model";
import {
  type Band,
  type ChartData,
  type ChartTone,
  outlineOf,
  placeLabels,
  round,
  type Stretch,
  yScale,
} from "./step-chart-model";

export interface PlotLayout {
  width: number;
  height: number;
  gutter: number;
  plotWidth: number;
  plotTop: number;
  plotHeight: number;
  rowsTop: number;
  rowHeight: number;
  labelsTop: number;
  labelRows: number;
}

const INK: Record<ChartTone, string> = {
  exposed: "fill-exposed",
  unknown: "fill-unknown",
  verified: "fill-verified",
  agent: "fill-agent",
  neutral: "fill-ink-2",
};
const LINE: Record<ChartTone, string> = {
  exposed: "stroke-exposed",
  unknown: "stroke-unknown",
  verified: "stroke-verified",
  agent: "stroke-agent",
  neutral: "stroke-ink-2",
};
const LETTER = 5.9;

interface StepPlotProps {
  label: string;
  data: ChartData;
  span: Span;
  layout: PlotLayout;
  zone: string;
  marked: Stretch | null;
  cursor: Instant | null;
  ongoing: boolean;
}

export function StepPlot({ label, data, span, layout, zone, marked, cursor, ongoing }: StepPlotProps) {
  const id = useId();
  const scale = scaleOf(span, layout.plotWidth);
  const x = (at: number) => scale(at);
  const y = yScale(data.steps, layout.plotHeight);
  const bottom = layout.labelsTop - layout.plotTop;
  return (
    <svg
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      className="block h-auto max-w-full overflow-hidden"
    >
      <title>{label}</title>
      <defs>
        <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="2" height="6" className="fill-unknown" opacity="0.75" />
        </pattern>
        <pattern id={`${id}-dots`} width="6" height="6" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r="1.1" className="fill-exposed" opacity="0.6" />
        </pattern>
        <clipPath id={`${id}-plot`}>
          <rect x="-7" y="-8" width={layout.plotWidth + 14} height={layout.height} />
        </clipPath>
      </defs>
      <g transform={`translate(${layout.gutter} ${layout.plotTop})`}>
        {y.ticks.map((n) => (
          <g key={n}>
            <path d={`M0 ${round(y.scale(n))}H${layout.plotWidth}`} className="stroke-line" />
            <text x={-10} y={y.scale(n) + 3.5} textAnchor="end" className="fill-ink-3 font-mono text-[10.5px]">
              {n.toLocaleString("en")}
            </text>
          </g>
        ))}
        <Axis span={span} layout={layout} zone={zone} x={x} bottom={bottom} />
        <g clipPath={`url(#${id}-plot)`}>
          {data.bands.map((band) => (
            <BandRect
              key={band.id}
              band={band}
              x={x}
              plotWidth={layout.plotWidth}
              height={layout.plotHeight}
              fills={id}
            />
          ))}
          <Outlines data={data} span={span} x={x} y={y.scale} ongoing={ongoing} width={layout.plotWidth} />
          {data.rows.map((row, i) => (
            <g key={row.id} transform={`translate(0 ${layout.rowsTop - layout.plotTop + i * layout.rowHeight})`}>
              <ChartMarks row={row} x={x} width={layout.plotWidth} height={layout.rowHeight} hatch={`${id}-hatch`} />
            </g>
          ))}
          {marked && (
            <rect
              x={x(ms(marked.from))}
              width={Math.max(x(ms(marked.until)) - x(ms(marked.from)), 1)}
              y={0}
              height={bottom}
              className="fill-focus/12 stroke-focus"
            />
          )}
          {cursor && <path d={`M${round(x(ms(cursor)))} -4V${bottom}`} className="stroke-2 stroke-focus" />}
        </g>
        <Lines data={data} span={span} layout={layout} zone={zone} x={x} bottom={bottom} />
      </g>
      {data.rows.map((row, i) => (
        <text key={row.id} x={0} y={layout.rowsTop + i * layout.rowHeight + 13} className="fill-ink-2 text-[11px]">
          {row.label}
        </text>
      ))}
    </svg>
  );
}

interface Placed {
  span: Span;
  layout: PlotLayout;
  zone: string;
  x: (at: number) => number;
  bottom: number;
}

function Axis({ span, layout, zone, x, bottom }: Placed) {
  const y = bottom + layout.labelRows * 14 + 12;
  return ticksOf(span, layout.plotWidth, zone).map((tick) => {
    const at = x(tick.at);
    const half = (tick.label.length * 6.4) / 2;
    const fits = at - half > -layout.gutter && at + half < layout.plotWidth + 14;
    return (
      <g key={tick.at}>
        <path d={`M${round(at)} 0V${bottom}`} className="stroke-line" />
        {fits && (
          <text x={at} y={y} textAnchor="middle" className="fill-ink-3 font-mono text-[10.5px]">
            {tick.label}
          </text>
        )}
      </g>
    );
  });
}

function BandRect({
  band,
  x,
  plotWidth,
  height,
  fills,
}: {
  band: Band;
  x: (at: number) => number;
  plotWidth: number;
  height: number;
  fills: string;
}) {
  const from = x(ms(band.from));
  const width = Math.max(x(ms(band.until)) - from, 2);
  const fill = band.kind === "hatched" ? `url(#${fills}-hatch)` : `url(#${fills}-dots)`;
  const length = band.text.length * LETTER;
  const room = width > length + 12;
  // Beside it on the side that has room.
  const left = !room && from + width + 5 + length > plotWidth;
  return (
    <g>
      <rect x={from} y={0} width={width} height={height} fill={fill}>
        <title>{band.label}</title>
      </rect>
      <text
        x={room ? from + width / 2 : left ? from - 5 : from + width + 5}
        y={band.kind === "beyond" ? 13 : height - 8}
        textAnchor={room ? "middle" : left ? "end" : "start"}
        paintOrder="stroke"
        strokeWidth={4}
        className={
          band.kind === "hatched" ? "fill-unknown stroke-bg text-[11px]" : "fill-exposed stroke-bg text-[11px]"
        }
      >
        {band.text}
      </text>
    </g>
  );
}

interface OutlinesProps extends Pick<Placed, "span" | "x"> {
  data: ChartData;
  y: (n: number) => number;
  ongoing: boolean;
  width: number;
}

/** What is certain is filled and drawn through, what is only possible is paler and dashed. */
function Outlines({ data, span, x, y, ongoing, width }: OutlinesProps) {
  const low = outlineOf(data.steps, "low", x, y, span);
  const high = outlineOf(data.steps, "high", x, y, span);
  const last = data.steps.filter((step) => ms(step.at) < span[1]).at(-1);
  return (
    <>
      <path d={high.area} className="fill-exposed" opacity="0.07" />
      <path d={low.area} className="fill-exposed" opacity="0.1" />
      {high.line !== low.line && (
        <path d={high.line} fill="none" strokeDasharray="4 3" className="stroke-exposed" opacity="0.7" />
      )}
      <path d={low.line} fill="none" strokeWidth={1.75} className="stroke-exposed" />
      {ongoing && last && last.high > 0 && (
        <path d={`M${width - 1} ${y(last.low) - 4.5}l7 4.5l-7 4.5z`} className="fill-exposed" />
      )}
    </>
  );
}

function Lines({ data, span, layout, zone, x, bottom }: Placed & { data: ChartData }) {
  const lines = data.lines.filter((line) => ms(line.at) >= span[0] && ms(line.at) < span[1]);
  const day = span[1] - span[0] > 86_400_000;
  const texts = lines.map((line) => {
    const time = formatInstant(line.at, { zone, style: day ? "short" : "time", precision: "minute" });
    return `${time} ${line.label}`;
  });
  const placed = placeLabels(
    lines.map((line, i) => ({ x: x(ms(line.at)), length: (texts[i]?.length ?? 0) * LETTER })),
    layout.plotWidth + 12,
    layout.labelRows,
  );
  return lines.map((line, i) => {
    const at = round(x(ms(line.at)));
    const text = placed[i];
    return (
      <g key={line.id}>
        <path
          d={`M${at} 0V${bottom + (text ? 4 + text.row * 14 : 0)}`}
          strokeDasharray="2 2.5"
          strokeWidth={1.25}
          className={LINE[line.tone]}
        >
          <title>{texts[i]}</title>
        </path>
        {text && (
          <text
            x={text.x}
            y={bottom + 11 + text.row * 14}
            textAnchor={text.anchor}
            className={`${INK[line.tone]} text-[11px]`}
          >
            {texts[i]}
          </text>
        )}
      </g>
    );
  });
}
