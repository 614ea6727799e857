/** Parts of a campaign between two hours: a share taken off, or a cap, for all of its lamps or for some. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { NumberField } from "../../parts/number-field.tsx";
import { useEditing } from "../draft/editing.ts";
import type { Campaign, Scope } from "../plan.ts";
import classes from "./bounds.module.css";
import { CapField, HoursFields } from "./fields.tsx";
import { PartScopeField } from "./scope-field.tsx";

/** Of each kind. */
const partsAtMost = 20;
const lateHours = { from: "22:00", to: "05:00" } as const;

type PartKind = "reductions" | "curfews";
type PartOf<K extends PartKind> = NonNullable<Campaign[K]>[number];

interface CampaignPartsProps {
  readonly campaign: Campaign;
  readonly onChange: (campaign: Campaign) => void;
}

export function CampaignParts({ campaign, onChange }: CampaignPartsProps) {
  const { t } = useLingui();
  const { isReadOnly } = useEditing();
  const { reductions = [], curfews = [] } = campaign;
  const set = <K extends PartKind>(kind: K, parts: PartOf<K>[]) => {
    const { [kind]: _, ...rest } = campaign;
    onChange((parts.length === 0 ? rest : { ...rest, [kind]: parts }) as Campaign);
  };
  return (
    <>
      {reductions.map((reduction, n) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: a reduction has no name of its own
          key={n}
          title={<Trans>Less light</Trans>}
          part={reduction}
          onChange={(next) => set("reductions", reductions.with(n, next))}
          onRemove={() => set("reductions", reductions.toSpliced(n, 1))}
        >
          <NumberField
            label={t`Less by`}
            value={reduction.byPercent}
            min={1}
            max={100}
            unit="%"
            w={96}
            onChange={(byPercent) =>
              byPercent !== undefined && set("reductions", reductions.with(n, { ...reduction, byPercent }))
            }
          />
        </Part>
      ))}
      {curfews.map((curfew, n) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: a curfew of a campaign has no name of its own
          key={n}
          title={curfew.percent === 0 ? <Trans>Off</Trans> : <Trans>No more than</Trans>}
          part={curfew}
          onChange={(next) => set("curfews", curfews.with(n, next))}
          onRemove={() => set("curfews", curfews.toSpliced(n, 1))}
        >
          <CapField value={curfew} onChange={(next) => set("curfews", curfews.with(n, next))} />
        </Part>
      ))}
      {!isReadOnly && (
        <div className={classes.line}>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            disabled={reductions.length >= partsAtMost}
            onClick={() => set("reductions", [...reductions, { ...lateHours, byPercent: 50 }])}
          >
            <Trans>Less light between two hours</Trans>
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            disabled={curfews.length >= partsAtMost}
            onClick={() => set("curfews", [...curfews, { ...lateHours, percent: 0, scope: { use: "decorative" } }])}
          >
            <Trans>Lamps off between two hours</Trans>
          </Button>
        </div>
      )}
    </>
  );
}

interface HoursAndScope {
  readonly from: string;
  readonly to: string;
  readonly scope?: Scope;
}

interface PartProps<P extends HoursAndScope> {
  readonly title: ReactNode;
  readonly part: P;
  readonly onChange: (part: P) => void;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

function Part<P extends HoursAndScope>({ title, part, onChange, onRemove, children }: PartProps<P>) {
  const { t } = useLingui();
  const { isReadOnly } = useEditing();
  const setScope = (scope: Scope | undefined) => {
    const { scope: _, ...rest } = part;
    onChange((scope === undefined ? rest : { ...rest, scope }) as P);
  };
  return (
    <div className={classes.part}>
      <div className={classes.partHead}>
        <h3>{title}</h3>
        {!isReadOnly && (
          <ActionIcon variant="subtle" size={30} aria-label={t`Remove this part`} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </div>
      <div className={classes.line}>
        <HoursFields value={part} onChange={onChange} />
        {children}
        <PartScopeField
          scope={part.scope}
          all={t`all lamps of the campaign`}
          first={{ use: "road" }}
          onChange={setScope}
        />
      </div>
    </div>
  );
}
