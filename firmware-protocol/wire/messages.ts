/** Every message of the protocol: its schema and how many bytes it may have. */
import { Answer, Ask } from "./ask.ts";
import { BrokerEvent } from "./broker-event.ts";
import { TimeAnswer, TimeRequest } from "./clock-exchange.ts";
import { Desire } from "./desire.ts";
import { Directive } from "./directive.ts";
import { Frame } from "./frame.ts";
import { Gone, Hello } from "./hello.ts";
import { maxDesireBytes, maxDownBytes, maxUpBytes } from "./limits.ts";
import { EventMessage, Report } from "./report.ts";

export const messages = {
  hello: { schema: Hello, maxBytes: maxUpBytes },
  report: { schema: Report, maxBytes: maxUpBytes },
  event: { schema: EventMessage, maxBytes: maxUpBytes },
  answer: { schema: Answer, maxBytes: maxUpBytes },
  gone: { schema: Gone, maxBytes: maxUpBytes },
  timeRequest: { schema: TimeRequest, maxBytes: maxUpBytes },
  desire: { schema: Desire, maxBytes: maxDesireBytes },
  ask: { schema: Ask, maxBytes: maxDownBytes },
  timeAnswer: { schema: TimeAnswer, maxBytes: maxDownBytes },
  directive: { schema: Directive, maxBytes: maxDownBytes },
  frame: { schema: Frame, maxBytes: maxDownBytes },
  brokerEvent: { schema: BrokerEvent, maxBytes: maxUpBytes },
} as const;

export type MessageKind = keyof typeof messages;

/** The message of each kind, with plain numbers and strings. */
export interface MessageOf {
  hello: Hello;
  report: Report;
  event: EventMessage;
  answer: Answer;
  gone: Gone;
  timeRequest: TimeRequest;
  desire: Desire;
  ask: Ask;
  timeAnswer: TimeAnswer;
  directive: Directive;
  frame: Frame;
  brokerEvent: BrokerEvent;
}
