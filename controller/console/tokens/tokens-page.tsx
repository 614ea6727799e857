/** Keys of one's own for programs: what each may do, until when, and how it is taken back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import { ConsentButton } from "../consent/consent-button.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { EmptyState } from "../parts/state-note.tsx";
import { useGrantsText } from "../people/grants-text.ts";
import { useFormat } from "../text/use-format.ts";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import { type Token, tokensQuery } from "./token.ts";
import classes from "./tokens-page.module.css";

export function Page() {
  const tokens = useQuery(tokensQuery);
  const [isAdding, { open, close }] = useDisclosure(false);
  return (
    <Frame
      title={<Trans>Tokens for programs</Trans>}
      lead={
        <Trans>
          A program signs in with a token of yours and never has more rights than you have. What it can ask stands in
          the <Anchor href="/api/v1/">description of the API</Anchor>.
        </Trans>
      }
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          <Trans>Make a token</Trans>
        </Button>
      }
    >
      <Answer of={tokens}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={<Trans>No tokens</Trans>}>
              <Trans>Make one for each program: then one can be taken back without the others noticing.</Trans>
            </EmptyState>
          ) : (
            <ul className={classes.tokens}>
              {all.map((token) => (
                <TokenRow key={token.id} token={token} />
              ))}
            </ul>
          )
        }
      </Answer>
      <NewTokenDialog opened={isAdding} onClose={close} />
    </Frame>
  );
}

function TokenRow({ token }: { readonly token: Token }) {
  const { t } = useLingui();
  const format = useFormat();
  const client = useQueryClient();
  const grantsText = useGrantsText();
  const { id, name, grants, createdAt, expiresAt } = token;
  const made = format.date(createdAt);
  const ends = expiresAt === undefined ? "" : format.dateTime(expiresAt);
  const revoke = async () => {
    await api.delete(`/me/tokens/${encodeURIComponent(id)}`);
    await client.invalidateQueries({ queryKey: tokensQuery.queryKey });
  };
  return (
    <li className={classes.token}>
      <div>
        <strong>{name}</strong> <span className={classes.quiet}>{id}</span>
        <div>{grantsText(grants)}</div>
        <div className={classes.quiet}>
          {expiresAt === undefined ? t`made ${made}, until it is revoked` : t`made ${made}, ends ${ends}`}
        </div>
      </div>
      <ConsentButton
        variant="default"
        consent="summary"
        label={t`Revoke`}
        summary={<Trans>{name} is refused from its next request on.</Trans>}
        onConsent={revoke}
      />
    </li>
  );
}
