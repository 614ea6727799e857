/** Den's mark: the letter đ as a street lamp, its stem the pole, its bar the arm, its bowl the light. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2.8" strokeLinecap="round">
        <path d="M23 3v26" />
        <path d="M16 8h12" />
      </g>
      <circle cx="14" cy="21" r="7.500" fill="var(--den-lamp)" />
    </svg>
  );
}
