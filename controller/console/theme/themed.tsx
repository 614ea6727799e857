/** The look with the few words that the components themselves speak. */
import { useLingui } from "@lingui/react/macro";
import { MantineProvider, mergeThemeOverrides } from "@mantine/core";
import type { ReactNode } from "react";
import { styleNonce } from "./nonce.ts";
import { cssVariables, theme } from "./theme.ts";

export function Themed({ children }: { readonly children: ReactNode }) {
  const { t } = useLingui();
  const closes = { defaultProps: { closeButtonProps: { "aria-label": t`Close` } } };
  const spoken = mergeThemeOverrides(theme, {
    components: { Modal: closes, Drawer: closes, Notification: closes },
  });
  return (
    <MantineProvider
      theme={spoken}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  );
}
