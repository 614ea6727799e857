/** The picture at the door: a street at night, its lamps in true perspective. Always dark, whatever the scheme: it is night there. */

/** Where the street ends, in the picture's own units. */
const horizon = { x: 330, y: 330 };
/** Lamps stand every so many steps of depth; the nearest is at 1. */
const depths = Array.from({ length: 16 }, (_, index) => 1 + index * 0.85);
/** How far the poles stand from the middle, and how high lamps hang above and the street lies below the eye, at depth 1. */
const aside = 430;
const above = 300;
const below = 300;
/** Length of the arm over the street, at depth 1. */
const arm = 95;

export function Street() {
  return (
    <svg viewBox="0 0 860 800" preserveAspectRatio="xMidYMid slice" width="100%" height="100%" aria-hidden="true">
      <defs>
        <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#060a14" />
          <stop offset="0.75" stopColor="#1b2145" />
          <stop offset="1" stopColor="#4b3d63" />
        </linearGradient>
        <linearGradient id="ground" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#241f33" />
          <stop offset="0.5" stopColor="#0b101c" />
        </linearGradient>
        <radialGradient id="glow">
          <stop offset="0" stopColor="#ffe0a8" />
          <stop offset="0.12" stopColor="#ffb347" stopOpacity="0.75" />
          <stop offset="0.4" stopColor="#ffb347" stopOpacity="0.16" />
          <stop offset="1" stopColor="#ffb347" stopOpacity="0" />
        </radialGradient>
        <radialGradient id="pool">
          <stop offset="0" stopColor="#ffb347" stopOpacity="0.42" />
          <stop offset="1" stopColor="#ffb347" stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="860" height={horizon.y} fill="url(#sky)" />
      <rect y={horizon.y} width="860" height={800 - horizon.y} fill="url(#ground)" />
      {depths.toReversed().map((depth) => (
        <g key={depth}>
          <Lamp depth={depth} side={-1} />
          <Lamp depth={depth} side={1} />
        </g>
      ))}
    </svg>
  );
}

function Lamp({ depth, side }: { readonly depth: number; readonly side: 1 | -1 }) {
  const size = 1 / depth;
  const pole = horizon.x + side * aside * size;
  const head = pole - side * arm * size;
  const top = horizon.y - above * size;
  const foot = horizon.y + below * size;
  const bend = 40 * size;
  return (
    <>
      <ellipse cx={head} cy={foot} rx={260 * size} ry={44 * size} fill="url(#pool)" />
      <path
        d={`M${pole} ${foot}V${top + bend}Q${pole} ${top} ${pole - side * bend} ${top}H${head}`}
        fill="none"
        stroke="#39425a"
        strokeWidth={7 * size}
      />
      <circle cx={head} cy={top + 6 * size} r={120 * size} fill="url(#glow)" />
    </>
  );
}
