/** Every message of the protocol: its schema and how many bytes it may have as CBOR and as JSON; 0: has no JSON form. */
import { Answer, Ask } from "./ask.ts";
import { BrokerEvent } from "./broker-event.ts";
import { TimeAnswer, TimeRequest } from "./clock-exchange.ts";
import { Desire } from "./desire.ts";
import { Directive } from "./directive.ts";
import { Frame } from "./frame.ts";
import { Gone, Hello } from "./hello.ts";
import { maxDesireBytes, maxDownBytes, maxJsonDownBytes, maxUpBytes } from "./limits.ts";
import { EventMessage, Report } from "./report.ts";

export const messages = {
  hello: { schema: Hello, maxBytes: maxUpBytes, maxJsonBytes: maxUpBytes },
  report: { schema: Report, maxBytes: maxUpBytes, maxJsonBytes: maxUpBytes },
  event: { schema: EventMessage, maxBytes: maxUpBytes, maxJsonBytes: maxUpBytes },
  answer: { schema: Answer, maxBytes: maxUpBytes, maxJsonBytes: maxUpBytes },
  gone: { schema: Gone, maxBytes: maxUpBytes, maxJsonBytes: 0 },
  timeRequest: { schema: TimeRequest, maxBytes: maxUpBytes, maxJsonBytes: 0 },
  desire: { schema: Desire, maxBytes: maxDesireBytes, maxJsonBytes: maxJsonDownBytes },
  ask: { schema: Ask, maxBytes: maxDownBytes, maxJsonBytes: maxJsonDownBytes },
  timeAnswer: { schema: TimeAnswer, maxBytes: maxDownBytes, maxJsonBytes: 0 },
  directive: { schema: Directive, maxBytes: maxDownBytes, maxJsonBytes: 0 },
  frame: { schema: Frame, maxBytes: maxDownBytes, maxJsonBytes: 0 },
  brokerEvent: { schema: BrokerEvent, maxBytes: maxUpBytes, maxJsonBytes: 0 },
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
