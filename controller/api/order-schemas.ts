/** Orders and jobs as the API shows them. */
import { z } from "zod";
import { Target } from "#protocol/wire/directive.ts";
import { commandWords, sources } from "#protocol/wire/vocabulary.ts";
import { jobStates } from "../core/jobs/job.ts";
import { orderKinds } from "../core/orders/order.ts";

const id = z.string().min(1).max(64);
const at = z.number().int().min(0);
const decorative = z.exactOptional(z.boolean().describe("True: the decorative lamps there too."));

/** What is pointed at: exactly one of the ids. */
export const Selection = z
  .union([
    z.strictObject({ areaId: id, decorative }),
    z.strictObject({ circuitId: id, decorative }),
    z.strictObject({ roadId: id, decorative }),
    z.strictObject({ cabinetId: id, decorative }),
    z.strictObject({ supplyPointId: id, decorative }),
    z.strictObject({ groupId: id }),
    z.strictObject({ lampIds: z.array(id).min(1).max(10_000) }),
  ])
  .describe("The lamps meant: one of areaId, circuitId, roadId, cabinetId, supplyPointId, groupId, lampIds.");

export const SegmentName = z.strictObject({
  cabinetId: id,
  output: z.number().int().min(0).max(63).describe("Relay output of the cabinet, from 0."),
});

/** Why it is done, shown in every answer to "why is this lamp like that". */
export const reasonFields = {
  why: z.string().trim().min(1).max(500).describe("Why, in the person's own words."),
  documentNumber: z.exactOptional(z.string().trim().min(1).max(100).describe("Official document (số văn bản).")),
};

const until = at.describe("EpochMs at which it ends by itself; at most 7 days ahead.");

export const OverrideBody = z.strictObject({
  selection: Selection,
  target: Target.describe("A level in percent of rated flux (steps of 0.5), or a colour on colour outputs."),
  darken: z.exactOptional(
    z
      .literal(true)
      .describe(
        "Go below the road's floor. Needs the power darken; above a configured number of lamps one person asks (POST /waiting-overrides) and another gives.",
      ),
  ),
  ramp: z.exactOptional(z.number().int().min(0).max(3600).describe("Seconds to move there.")),
  from: z.exactOptional(at.describe("EpochMs at which it begins; absent: now.")),
  until,
  ...reasonFields,
});

export const EmergencyBody = z.strictObject({
  selection: Selection,
  target: Target.prefault({ level: 100 }).describe("Full white unless told otherwise."),
  until,
  ...reasonFields,
});

const protectedThings = {
  selection: z.exactOptional(Selection),
  segments: z.exactOptional(z.array(SegmentName).min(1).max(100).describe("Segments that open and stay open.")),
};

export const WorkLockBody = z.strictObject({
  ...protectedThings,
  target: z.exactOptional(Target.describe("Light while it stands; absent: as it is.")),
  ...reasonFields,
});

export const IsolationBody = z.strictObject({ ...protectedThings, ...reasonFields });

export const TestBody = z.strictObject({
  target: z.exactOptional(Target.describe("Light to try; absent: back to holding.")),
});

export const EndBody = z.strictObject({
  why: z.exactOptional(
    z
      .string()
      .trim()
      .min(1)
      .max(500)
      .describe("Required for work locks of others and isolations: who confirmed on site."),
  ),
});

export const TwoPeopleReason = z.discriminatedUnion("code", [
  z.object({
    code: z.literal("cabinetsDark"),
    cabinets: z.number().int().describe("Cabinets left without any light on their roads: more than one."),
  }),
  z.object({
    code: z.literal("belowFloor"),
    lamps: z.number().int().describe("Lamps that may go below their road's floor."),
    above: z.number().int().describe("One person may do that for so many."),
  }),
]);

const percent = z.number().min(0).max(100);

export const RoadsLeft = z.object({
  roads: z.number().int().describe("Roads that lose light by it."),
  below: z.number().int().describe("Those of them that fall below their floor, by level or by pattern."),
  worst: z
    .array(
      z.object({
        roadId: z.string(),
        roadName: z.string(),
        lamps: z.number().int().describe("Road lamps along it."),
        at: at.describe("EpochMs: the hour of the order that is worst for this road."),
        before: percent.describe("Average along the road then without the order, percent of its full flux."),
        after: percent.describe("The same with it."),
        floor: percent.describe("Average that the road's floor asks for at that hour; 0: no floor."),
        dark: z.number().int().describe("Lamps it darkens that no pattern of the floor allows to be dark then."),
      }),
    )
    .describe("The worst first, twenty at most."),
});

export const RetryBody = z
  .strictObject({ lampIds: z.exactOptional(z.array(id).min(1).max(10_000).describe("Only these of them.")) })
  .nullish();

const pointed =
  "As pointed at, as far as it is yours to read; absent where only segments were named, or things of others.";
const SignatureView = z.object({ at, personId: z.string(), personName: z.string() });

export const OrderView = z.object({
  id,
  kind: z.enum(orderKinds),
  ref: z.number().int().describe("Name of its directive on the wire."),
  target: z.exactOptional(Target),
  darken: z.exactOptional(z.literal(true)).describe("Its lamps may go below their road's floor."),
  ramp: z.exactOptional(z.number()),
  issuedAt: at,
  from: z.exactOptional(at),
  until: z.exactOptional(at),
  personId: z.string(),
  personName: z.string(),
  requested: z
    .exactOptional(SignatureView)
    .describe("Who asked for it, where it took two people; personId gave it then."),
  roads: z.exactOptional(
    RoadsLeft.describe(
      "What it leaves of its roads, as told when it was given; of orders that may pass a floor, or took two people.",
    ),
  ),
  why: z.string(),
  documentNumber: z.exactOptional(z.string()),
  selection: z.exactOptional(Selection.describe(pointed)),
  areaIds: z.array(z.string()).describe("Areas of yours it reaches into."),
  reachesFurther: z.boolean().describe("It reaches into others too; of those nothing is told here."),
  lamps: z.number().int().describe("How many lamps of your areas it concerns."),
  segments: z.array(SegmentName).describe("Segments of your areas it keeps open."),
  companions: z.array(SegmentName).describe("Segments it closes so that its lamps have supply."),
  otherLamps: z.number().int().describe("Lamps that are not meant but lit because those segments close."),
  ended: z.exactOptional(
    z.object({ at, personId: z.string(), personName: z.string(), why: z.exactOptional(z.string()) }),
  ),
});

/** Told by the live stream; what the order is, is read. */
export const OrderChanged = z.object({ id, kind: z.enum(orderKinds), open: z.boolean() });

export const WaitingView = z.object({
  id: id.describe("The order has the same id once it is given."),
  request: OverrideBody.extend({ selection: z.exactOptional(Selection.describe(pointed)) }),
  requested: SignatureView.describe("Who asked for it."),
  lamps: z.number().int().describe("How many lamps of your areas it would concern now."),
  reasons: z
    .array(TwoPeopleReason)
    .describe("Why it took two people when it was asked for; empty where somebody wished for two."),
  answered: z.exactOptional(
    SignatureView.extend({ outcome: z.enum(["given", "withdrawn"]), why: z.exactOptional(z.string()) }),
  ),
});

export const JobCounts = z.object({
  pending: z.number().int(),
  silent: z.number().int(),
  refused: z.number().int(),
  held: z.number().int(),
  followed: z.number().int(),
  proven: z.number().int(),
});

export const JobView = z.object({
  id,
  orderId: id,
  orderKind: z.enum(orderKinds),
  state: z.enum(jobStates),
  createdAt: at,
  deadline: at.describe("EpochMs at which a lamp without an answer is silent."),
  endedAt: z.exactOptional(at),
  paused: z
    .exactOptional(
      SignatureView.extend({ left: z.number().int().describe("ms it has left until its deadline once it goes on.") }),
    )
    .describe("By whom and since when; present while it is paused."),
  personId: z.string(),
  personName: z.string(),
  lamps: z.number().int(),
  counts: JobCounts,
});

export const LampResult = z.object({
  lampId: id,
  name: z.string(),
  word: z.enum([...commandWords, "pending"]),
  reason: z.exactOptional(
    z
      .object({
        code: z.string(),
        vi: z.string(),
        en: z.string(),
        advice: z.exactOptional(z.object({ vi: z.string(), en: z.string() }).describe("What can be done about it.")),
      })
      .loose(),
  ),
});

export const EffectsView = z.object({
  lamps: z.number().int().describe("How many lamps it would concern."),
  darker: z
    .number()
    .int()
    .describe(
      "Those that would give less light than now, or less than without it at some dark hour; of which nothing is known count as full light.",
    ),
  brighter: z.number().int().describe("Those that would give more."),
  darkCabinets: z
    .number()
    .int()
    .describe(
      "Cabinets none of whose road lamps would give light at some time of it, though one would without it; road lamps of an area without a cabinet count as one together.",
    ),
  colours: z.number().int().describe("Lamps of a model that shows colours."),
  belowFloor: z
    .number()
    .int()
    .describe(
      "Lamps with electronics whose road's floor is above the target at some time of it: it holds unless darken is said.",
    ),
  secondPerson: z
    .boolean()
    .describe("One person asks for it (POST /waiting-overrides) and another gives it; reasons says why."),
  reasons: z.array(TwoPeopleReason).describe("Why it takes two people; empty where one may give it."),
  roads: z.exactOptional(
    RoadsLeft.describe("What it would leave of its roads; said where it may pass a floor or takes two people."),
  ),
  opens: z
    .array(
      z.object({
        cabinetId: z.string(),
        cabinetName: z.string(),
        output: z.number().int(),
        lamps: z.number().int().describe("Lamps on it: they lose their supply."),
      }),
    )
    .describe("Segments that are closed now, or say nothing, and would open."),
  goDark: z
    .number()
    .int()
    .describe(
      "Lamps that are lit now, or of which nothing is known, and would go dark because their segment opens or because they are isolated.",
    ),
  closes: z
    .array(
      z.object({
        cabinetId: z.string(),
        cabinetName: z.string(),
        output: z.number().int(),
        otherLamps: z.number().int().describe("Lamps on it that are not meant: they get supply."),
        lights: z.number().int().describe("Those of them without electronics: they light up with it."),
      }),
    )
    .describe("Segments that are open now and would close."),
  present: z
    .array(
      z.object({
        source: z.enum(sources),
        lamps: z.number().int(),
        personName: z.exactOptional(z.string()),
        until: z.exactOptional(at),
        outranks: z.boolean().describe("It stands above the order: these lamps stay as they are."),
      }),
    )
    .describe("What its lamps follow now besides their plans, most lamps first."),
  sentence: z
    .object({ vi: z.string(), en: z.string() })
    .describe("Empty where nothing opens or closes and nobody is concerned."),
  presentSentence: z
    .object({ vi: z.string(), en: z.string() })
    .describe("Of that what the lamps follow now besides their plans; empty where nobody is concerned."),
});

export const PlacedView = z.object({ orderId: id, jobId: id, order: OrderView, job: JobView });
