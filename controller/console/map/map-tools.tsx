/** The map's buttons: nearer, farther, everything, and the tool the hand holds. */
import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Tooltip } from "@mantine/core";
import {
  IconArrowsMaximize,
  IconHandStop,
  IconLasso,
  IconMinus,
  IconPlus,
  IconSquareDashed,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { CameraStore } from "./canvas/camera-store.ts";
import type { Tool } from "./canvas/gestures.ts";
import classes from "./map-page.module.css";

interface MapToolsProps {
  readonly camera: CameraStore;
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly onFit: () => void;
}

export function MapTools({ camera, tool, onTool, onFit }: MapToolsProps) {
  const { t } = useLingui();
  return (
    <div className={classes.tools} role="toolbar" aria-label={t`Map tools`}>
      <ToolButton label={t`Nearer`} onClick={() => camera.zoomBy(0.7)} icon={<IconPlus size={18} />} />
      <ToolButton label={t`Farther`} onClick={() => camera.zoomBy(-0.7)} icon={<IconMinus size={18} />} />
      <ToolButton label={t`Show everything`} onClick={onFit} icon={<IconArrowsMaximize size={18} />} />
      <span className={classes.rule} />
      <ToolButton
        label={t`Move the map`}
        isPressed={tool === "pan"}
        onClick={() => onTool("pan")}
        icon={<IconHandStop size={18} />}
      />
      <ToolButton
        label={t`Select by a box`}
        isPressed={tool === "box"}
        onClick={() => onTool("box")}
        icon={<IconSquareDashed size={18} />}
      />
      <ToolButton
        label={t`Select by a lasso`}
        isPressed={tool === "lasso"}
        onClick={() => onTool("lasso")}
        icon={<IconLasso size={18} />}
      />
    </div>
  );
}

interface ToolButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly isPressed?: boolean;
  readonly onClick: () => void;
}

function ToolButton({ label, icon, isPressed, onClick }: ToolButtonProps) {
  return (
    <Tooltip label={label} position="left">
      <ActionIcon
        variant={isPressed === true ? "filled" : "default"}
        size={34}
        aria-label={label}
        {...(isPressed === undefined ? {} : { "aria-pressed": isPressed })}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
