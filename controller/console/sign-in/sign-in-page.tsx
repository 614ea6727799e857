/** The door. What was asked for before is shown after it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Mark } from "../parts/mark.tsx";
import { useTabTitle } from "../parts/use-tab-title.ts";
import { SignInForm } from "./sign-in-form.tsx";
import classes from "./sign-in-page.module.css";
import { Street } from "./street.tsx";

export function SignInPage() {
  const { t } = useLingui();
  useTabTitle(t`Sign in`);
  return (
    <main className={classes.door}>
      <div className={classes.street} aria-hidden="true">
        <Street />
      </div>
      <div className={classes.form}>
        <SignInForm>
          <h1 className={classes.brand}>
            <Mark size={40} />
            <Trans>Den</Trans>
          </h1>
          <p className={classes.lead}>
            <Trans>Street lighting control</Trans>
          </p>
        </SignInForm>
      </div>
    </main>
  );
}
