import Link from "next/link";
import { chipStyle } from "@/components/ui/chip";
import { Definition, DefinitionRows } from "@/components/ui/definition-rows";
import { Unknown } from "@/components/ui/figures";
import { Time } from "@/components/ui/time";
import type { TaskView } from "@/lib/tasks/views";
import { KIND_WORDS, SAFEGUARD_WORDS, STATE_WORDS } from "@/lib/tasks/words";
import { Due } from "./due";
import { StateMark } from "./state-mark";

/** All that a task says, with its proof and who stands for what. */
export function TaskFacts({ task }: { task: TaskView }) {
  return (
    <>
      {task.detail && <p className="mb-3 max-w-[70ch] whitespace-pre-wrap">{task.detail}</p>}
      <DefinitionRows>
        <Definition term="State">
          <StateMark state={task.state} />
        </Definition>
        <Definition term="Kind">{KIND_WORDS[task.kind]}</Definition>
        <Definition term="What it makes safer">
          {task.safeguard ? SAFEGUARD_WORDS[task.safeguard] : "none named"}
        </Definition>
        <Definition term="Owner">
          {task.owner?.name ?? <Unknown because="Nobody owns it yet.">nobody</Unknown>}
        </Definition>
        <Definition term="Due">
          <Due task={task} />
          <span className="block text-ink-3 text-sm">
            {task.dueBasis === "person" ? "set by a person" : (task.dueReason ?? "by severity")}
          </span>
        </Definition>
        {task.blockedBy.length > 0 && (
          <Definition term="Waits for">
            {task.blockedBy.map(({ id, ref, title, state }) => (
              <Link
                key={id}
                href={`/incidents/${task.incident}/tasks?task=${ref}`}
                className="block rounded-xs underline-offset-3 hover:underline"
              >
                {ref} “{title}”, {STATE_WORDS[state]}
              </Link>
            ))}
          </Definition>
        )}
        {task.doneAt && (
          <Definition term="Done">
            {task.doneBy?.name ?? "Firebreak"}, <Time value={task.doneAt} />
          </Definition>
        )}
        {task.verifiedAt && (
          <Definition term="Verified">
            {task.verifiedBy?.name}, <Time value={task.verifiedAt} />
          </Definition>
        )}
        {task.proof && (
          <Definition term="Proof" stacked>
            <span className="whitespace-pre-wrap">{task.proof}</span>
            <Cited incidentRef={task.incident} ids={task.proofEvidence} />
          </Definition>
        )}
        {task.notDoingReason && (
          <Definition term="Not doing, because" stacked>
            {task.notDoingReason}
          </Definition>
        )}
      </DefinitionRows>
    </>
  );
}

function Cited({ incidentRef, ids }: { incidentRef: string; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1">
      {ids.map((id) =>
        /^\d+-\d+(-\d+)?$/.test(id) ? (
          <Link key={id} href={`/incidents/${incidentRef}/evidence?event=${id}`} className={chipStyle({ mono: true })}>
            {id}
          </Link>
        ) : /^https?:\/\//i.test(id) ? (
          <a
            key={id}
            href={id}
            rel="noopener noreferrer"
            target="_blank"
            className="wrap-anywhere w-full underline underline-offset-3"
          >
            {id}
          </a>
        ) : (
          <span key={id} className={chipStyle({ mono: true })}>
            {id}
          </span>
        ),
      )}
    </span>
  );
}
