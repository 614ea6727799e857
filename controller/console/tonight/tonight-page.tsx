/** Tonight at a glance. */
import { Trans } from "@lingui/react/macro";
import { useAreas } from "../api-client/areas.ts";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { useFormat } from "../text/use-format.ts";

export function Page() {
  const format = useFormat();
  const areas = useAreas();
  return (
    <Frame title={<Trans>Tonight</Trans>}>
      <Answer of={areas}>
        {({ areas }) => (
          <ul>
            {areas.map(({ areaId, name, lit }) => (
              <li key={areaId}>
                {name}: {format.number(lit)}
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Frame>
  );
}
