"use client";

import type { ReactNode } from "react";
import type { Lane, LaneBar, LaneMark, LaneTone, scaleOf } from "./lanes-model";
import { ms, placeTexts } from "./lanes-model";

type Scale = ReturnType<typeof scaleOf>;

const FILL: Record<LaneTone, string> = {
  exposed: "fill-exposed",
  unknown: "fill-unknown",
  verified: "fill-verified",
  agent: "fill-agent",
  neutral: "fill-ink",
};
const STROKE: Record<LaneTone, string> = {
  exposed: "stroke-exposed",
  unknown: "stroke-unknown",
  verified: "stroke-verified",
  agent: "stroke-agent",
  neutral: "stroke-ink",
};

interface LaneRowProps {
  lane: Lane;
  scale: Scale;
  width: number;
  nowMs: number;
  hatch: string;
}

export function LaneRow({ lane, scale, width, nowMs, hatch }: LaneRowProps) {
  const marks = lane.marks ?? [];
  return (
    <>
      {(lane.bars ?? []).map((bar) => (
        <Bar key={bar.id} bar={bar} scale={scale} nowMs={nowMs} />
      ))}
      {(lane.gaps ?? []).map((gap) => {
        const x = scale(ms(gap.from));
        return (
          <rect
            key={`${gap.from}${gap.until}`}
            x={x}
            y={4}
            width={Math.max(scale(ms(gap.until)) - x, 2)}
            height={15}
            fill={`url(#${hatch})`}
          >
            <title>{gap.label}</title>
          </rect>
        );
      })}
      {lane.dense ? (
        <Dense lane={lane} marks={marks} scale={scale} />
      ) : (
        <Marks marks={marks} scale={scale} width={width} />
      )}
    </>
  );
}

function Bar({ bar, scale, nowMs }: { bar: LaneBar; scale: Scale; nowMs: number }) {
  const { hull, core, tone } = bar;
  const x = scale(ms(hull.from));
  const end = scale(hull.until === null ? nowMs : ms(hull.until));
  const coreX = core ? scale(ms(core.from)) : 0;
  const coreEnd = core ? scale(core.until === null ? nowMs : ms(core.until)) : 0;
  return (
    <Stop label={bar.label} href={bar.href}>
      <rect x={x} y={4} width={Math.max(end - x, 2)} height={15} rx={3} className={FILL[tone]} opacity={0.28} />
      {core && (
        <rect
          x={coreX}
          y={4}
          width={Math.max(coreEnd - coreX, 2)}
          height={15}
          rx={3}
          className={FILL[tone]}
          opacity={0.9}
        />
      )}
      {hull.until === null && <path d={`M${end} 4l7 7.5l-7 7.5z`} className={FILL[tone]} />}
    </Stop>
  );
}

function Marks({ marks, scale, width }: { marks: readonly LaneMark[]; scale: Scale; width: number }) {
  const shown = marks.filter((mark) => {
    const x = scale(ms(mark.at));
    return x >= -8 && x <= width + 8;
  });
  const texts = placeTexts(
    shown.map((mark) => ({ x: scale(ms(mark.at)), text: mark.text ?? "" })),
    width,
  );
  return shown.map((mark, i) => {
    const x = scale(ms(mark.at));
    const text = texts[i];
    return (
      <Stop key={mark.id} label={mark.label} href={mark.href}>
        {/* Something to hit, also for a thin line. */}
        <rect x={x - 6} y={2} width={12} height={20} fill="transparent" />
        {mark.shape === "square" ? (
          <rect x={x - 3.5} y={8} width={7} height={7} className={FILL[mark.tone]} />
        ) : (
          <path d={`M${x} 5v13`} strokeWidth={mark.shape === "line" ? 2 : 1.6} className={STROKE[mark.tone]} />
        )}
        {mark.text && text && (
          <text
            x={text.x}
            y={15.5}
            textAnchor={text.anchor}
            // Nothing runs through what is read.
            className={`${FILL[mark.tone]} stroke-4 stroke-bg text-[11px] [paint-order:stroke]`}
          >
            {mark.text}
          </text>
        )}
      </Stop>
    );
  });
}

/** Many moments as one path: a thousand reads are one element and one stop. */
function Dense({ lane, marks, scale }: { lane: Lane; marks: readonly LaneMark[]; scale: Scale }) {
  const byTone = new Map<LaneTone, Set<number>>();
  for (const mark of marks) {
    const xs = byTone.get(mark.tone) ?? new Set();
    byTone.set(mark.tone, xs.add(Math.round(scale(ms(mark.at)) * 2) / 2));
  }
  return (
    <Stop label={lane.dense ?? lane.label} href={undefined}>
      {[...byTone].map(([tone, xs]) => (
        <path key={tone} d={[...xs].map((x) => `M${x} 5v13`).join("")} strokeWidth={1.6} className={STROKE[tone]} />
      ))}
    </Stop>
  );
}

const FOCUS = "outline-none focus-visible:[&>*:first-child]:stroke-focus focus-visible:[&>*:first-child]:stroke-2";

function Stop({ label, href, children }: { label: string; href: string | undefined; children: ReactNode }) {
  const content = (
    <>
      {children}
      <title>{label}</title>
    </>
  );
  if (href) {
    return (
      <a href={href} aria-label={label} className={FOCUS}>
        {content}
      </a>
    );
  }
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: what a bar says has to be reachable without a pointer
    <g role="img" aria-label={label} tabIndex={0} className={FOCUS}>
      {content}
    </g>
  );
}
