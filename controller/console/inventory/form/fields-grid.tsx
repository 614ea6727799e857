/** The fields of a thing side by side, each with what was said against it. */

import { FieldInput } from "../fields/field-input.tsx";
import { fieldsOf } from "../fields/fields.ts";
import type { ThingSort, Values } from "../thing.ts";
import type { PlacedProblems } from "./changes-of.ts";
import classes from "./form.module.css";
import { placeText } from "./place-text.ts";

interface FieldsGridProps {
  readonly sort: ThingSort;
  readonly values: Values;
  readonly problems: PlacedProblems;
  readonly readOnly?: boolean;
  readonly onChange: (field: string, value: unknown) => void;
}

const whole = new Set(["line", "meters", "loads", "pattern"]);

export function FieldsGrid({ sort, values, problems, readOnly = false, onChange }: FieldsGridProps) {
  return (
    <div className={classes.grid}>
      {fieldsOf[sort].map((field) => {
        const complaints = problems.byField.get(field.id);
        return (
          <div key={field.id} className={whole.has(field.kind.is) ? classes.whole : undefined}>
            <FieldInput
              field={field}
              value={values[field.id]}
              readOnly={readOnly}
              onChange={(value) => onChange(field.id, value)}
              {...(complaints && { error: complaints.map(placeText).join(" ") })}
            />
          </div>
        );
      })}
    </div>
  );
}
