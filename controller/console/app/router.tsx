/** Addresses: every screen's pages under the shell, and what is shown when one of them fails. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { loadPart } from "../api-client/console-version.ts";
import { useReturn } from "../live/use-live.ts";
import { EmptyState, ErrorState, ForbiddenState, LoadingState } from "../parts/state-note.tsx";
import { useTabTitle } from "../parts/use-tab-title.ts";
import { screens } from "../screens.ts";
import { useOpenScreens } from "./navigation.tsx";
import type { Screen, ScreenPage } from "./screen.ts";
import { Shell } from "./shell.tsx";
import { parseSearch, stringifySearch } from "./url-values.ts";

type Search = Record<string, string | undefined>;

const root = createRootRoute({
  component: Shell,
  validateSearch: (search: Record<string, unknown>) => search as Search,
  // the area one looks at goes along from screen to screen
  search: { middlewares: [retainSearchParams(["area"])] },
});

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: `/${screens[0]?.path}` as never, replace: true });
  },
});

const pages = screens.flatMap((screen) => screen.pages.map((page) => pageRoute(screen, page)));

export const router = createRouter({
  routeTree: root.addChildren([start, ...pages]),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: Nowhere,
  scrollRestoration: true,
  scrollToTopSelectors: ["#content"],
});

function pageRoute(screen: Screen, page: ScreenPage) {
  const Page = lazyRouteComponent(() => loadPart(page.load), "Page");
  return createRoute({
    getParentRoute: () => root,
    path: page.path === "" ? screen.path : `${screen.path}/${page.path}`,
    component: () => (useOpenScreens().includes(screen) ? <Page /> : <Forbidden screen={screen} />),
    loader: () => Page.preload?.(),
  });
}

function Forbidden({ screen }: { readonly screen: Screen }) {
  const { t } = useLingui();
  useTabTitle(t(screen.title));
  return <ForbiddenState isPage />;
}

/** What failed is asked for again, also answers that the page cannot do without. */
function PageFailure({ error, reset }: ErrorComponentProps) {
  const { reset: askAgain } = useQueryErrorResetBoundary();
  const retry = () => {
    askAgain();
    reset();
    void router.invalidate();
  };
  useReturn(retry);
  return <ErrorState error={error} onRetry={retry} isPage />;
}

function Nowhere() {
  const { t } = useLingui();
  useTabTitle(t`There is nothing at this address`);
  return (
    <EmptyState title={<Trans>There is nothing at this address</Trans>} isPage>
      <Trans>It may have moved. The screens are in the menu.</Trans>
    </EmptyState>
  );
}
