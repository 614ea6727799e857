/** A button that offers what people ask for most, ready to be added. */
import { Button, type ButtonProps, Menu } from "@mantine/core";
import type { ReactNode } from "react";

interface WishMenuProps<W extends { readonly label: string }> extends ButtonProps {
  readonly wishes: readonly W[];
  readonly onChoose: (wish: W) => void;
  readonly children: ReactNode;
}

export function WishMenu<W extends { readonly label: string }>(props: WishMenuProps<W>) {
  const { wishes, onChoose, children, ...button } = props;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" {...button}>
          {children}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {wishes.map((wish) => (
          <Menu.Item key={wish.label} onClick={() => onChoose(wish)}>
            {wish.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
