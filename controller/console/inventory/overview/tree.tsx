/** A tree that opens branch by branch: what is closed does not exist on the page. */
import { Plural, useLingui } from "@lingui/react/macro";
import { ActionIcon } from "@mantine/core";
import {
  IconBuildingCommunity,
  IconChevronDown,
  IconChevronRight,
  IconPlugConnected,
  IconRoad,
  IconServer,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { addressOf } from "../sorts.ts";
import type { TreeNode } from "./city-tree.ts";
import classes from "./tree.module.css";

const icons = { area: IconBuildingCommunity, road: IconRoad, cabinet: IconServer, circuit: IconPlugConnected } as const;

export function Tree({ label, nodes }: { readonly label: string; readonly nodes: readonly TreeNode[] }) {
  return (
    <ul className={classes.tree} aria-label={label}>
      {nodes.map((node) => (
        <Branch key={`${node.sort} ${node.id}`} node={node} isOpenAtFirst={nodes.length === 1} />
      ))}
    </ul>
  );
}

function Branch({ node, isOpenAtFirst }: { readonly node: TreeNode; readonly isOpenAtFirst: boolean }) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const { sort, id, name, lamps, children } = node;
  const Icon = icons[sort];
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <div className={classes.node}>
        {children.length > 0 ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={26}
            aria-expanded={isOpen}
            aria-label={isOpen ? t`Close ${name}` : t`Open ${name}`}
            onClick={() => setOpen(!isOpen)}
          >
            <Chevron size={16} />
          </ActionIcon>
        ) : (
          <span className={classes.leaf} />
        )}
        <Icon size={17} stroke={1.5} className={classes.icon} aria-hidden="true" />
        <Link to={addressOf(sort, id) as never} className={classes.name}>
          {name}
        </Link>
        <span className={classes.count}>
          <Plural value={lamps} one="# lamp" other="# lamps" />
        </span>
      </div>
      {isOpen && (
        <ul className={classes.tree} aria-label={name}>
          {children.map((child) => (
            <Branch key={`${child.sort} ${child.id}`} node={child} isOpenAtFirst={children.length === 1} />
          ))}
        </ul>
      )}
    </li>
  );
}
