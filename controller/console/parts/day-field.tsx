/** A day as people here type it, 23/11/2026 or 23/11, or as they find it in a month. Not the browser's field: that follows the computer. */
import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Popover, TextInput, type TextInputProps } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCalendar } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { dateOf, dateText, dayOfIso, isoOf, readDay } from "../text/civil-day.ts";
import { useToday } from "../text/use-today.ts";
import { DayGrid } from "./day-grid.tsx";

export interface DayFieldProps extends Omit<TextInputProps, "value" | "onChange" | "type" | "rightSection" | "error"> {
  /** yyyy-MM-dd */
  readonly value: string | undefined;
  /** Told when a day stands there as a whole, and undefined when the field was emptied or left with no day in it. */
  readonly onChange: (day: string | undefined) => void;
}

const whole = /\d{4}\s*$/;

export function DayField({ value, onChange, readOnly = false, ...rest }: DayFieldProps) {
  const { t } = useLingui();
  const today = dayOfIso(useToday()) ?? 0;
  const present = dayOfIso(value);
  const written = present === undefined ? "" : dateText(dateOf(present));
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(written);
  const [isLeft, setLeft] = useState(true);
  const [isOpen, { close, toggle }] = useDisclosure(false);
  const read = readDay(text, today);
  const isWrong = text.trim() !== "" && read === undefined;
  const complaint = t`A day like 23/11/2026`;
  // set from outside, by a button or by Back for example
  useEffect(() => {
    if (isLeft && !isWrong) setText(written);
  }, [written, isLeft, isWrong]);
  // a form is not sent with another day than the one that stands there
  useEffect(() => input.current?.setCustomValidity(isWrong ? complaint : ""), [isWrong, complaint]);
  const tell = (day: number | undefined) => day !== present && onChange(day === undefined ? undefined : isoOf(day));
  const choose = (day: number) => {
    setText(dateText(dateOf(day)));
    setLeft(true);
    tell(day);
    close();
  };
  const button = (
    <Popover opened={isOpen} onDismiss={close} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t`Choose in a month`} onClick={toggle}>
          <IconCalendar size={16} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t`Choose in a month`}>
        <DayGrid chosen={present} today={today} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <TextInput
      placeholder="dd/MM/yyyy"
      autoComplete="off"
      maxLength={10}
      w={150}
      {...rest}
      ref={input}
      readOnly={readOnly}
      value={text}
      error={isLeft && isWrong && complaint}
      rightSection={!readOnly && button}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        setLeft(true);
        tell(read);
      }}
      onKeyDown={({ key }) => key === "Enter" && tell(read)}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const typed = readDay(currentTarget.value, today);
        // "23/1" is on its way to "23/11/2026"
        if (currentTarget.value.trim() === "") tell(undefined);
        else if (typed !== undefined && whole.test(currentTarget.value)) tell(typed);
      }}
    />
  );
}
