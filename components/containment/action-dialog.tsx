"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { useViewer } from "@/lib/access/use-viewer";
import type { ActionView } from "@/lib/containment/views";
import { ActionFacts } from "./action-facts";
import type { AgentMenu } from "./agent-field";
import { StepForm, type StepName } from "./step-form";
import { stepsOf } from "./steps";

interface ActionDialogProps {
  /** Null while it is not there. */
  action: ActionView | null;
  step: StepName | null;
  incidentRef: string;
  agents: AgentMenu;
  onClose: () => void;
}

/** One action: how it came about, what shows that it holds, and the steps that are possible now. */
export default function ActionDialog({ action, step, agents, onClose }: ActionDialogProps) {
  return (
    <Dialog open={action !== null} onOpenChange={(open) => !open && onClose()}>
      {action && <Content key={`${action.id}:${step}`} action={action} step={step} agents={agents} onClose={onClose} />}
    </Dialog>
  );
}

interface ContentProps {
  action: ActionView;
  step: StepName | null;
  agents: AgentMenu;
  onClose: () => void;
}

function Content({ action, step, agents, onClose }: ContentProps) {
  const viewer = useViewer();
  const [mode, setMode] = useState<StepName | null>(step);
  const steps = stepsOf(action, viewer);
  return (
    <DialogContent
      width="lg"
      title={
        <>
          <span className="mono text-ink-3">{action.ref}</span> {action.title}
        </>
      }
      footer={
        mode === null && steps.length > 0
          ? steps.map(({ name, label, next }) => (
              <Button key={name} variant={next ? "primary" : "default"} onClick={() => setMode(name)}>
                {label}
              </Button>
            ))
          : undefined
      }
    >
      {mode ? (
        <StepForm action={action} step={mode} agents={agents} onDone={onClose} onCancel={() => setMode(null)} />
      ) : (
        <ActionFacts action={action} />
      )}
    </DialogContent>
  );
}
