/** Drawings of the shop's own. Decoration: each stands beside words that say the same. */
// @ts-nocheck


export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 40 40" width="34" height="34" aria-hidden="true">
      <circle cx="20" cy="20" r="19" className="mark-sky" />
      <path d="M4 28 L15 12 L22 22 L26 17 L36 28 A19 19 0 0 1 4 28 Z" className="mark-ridge" />
      <path d="M7 31 q4 -2.4 8 0 t8 0 t8 0" className="mark-tarn" />
    </svg>
  );
}

export function BagIcon() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" className="line-icon">
      <path d="M5 8h14l1 12H4L5 8Z" />
      <path d="M9 10V7a3 3 0 0 1 6 0v3" />
    </svg>
  );
}

/** Stands where a picture is withheld. */
export function NoPicture() {
  return (
    <svg viewBox="0 0 600 600" className="no-picture" aria-hidden="true">
      <path d="M60 430 L220 220 L310 340 L370 270 L540 430 Z" />
      <circle cx="430" cy="180" r="44" />
    </svg>
  );
}

export function Stars({ rating }: { readonly rating: number }) {
  // A star is full when it is earned whole; the number stands beside them.
  const filled = Math.floor(rating);
  return (
    <span
      className="stars"
      role="img"
      aria-label={`${rating.toFixed(1).replace('.0', '')} of 5 stars`}
    >
      {[1, 2, 3, 4, 5].map((star) => (
        <svg key={star} viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
          <path
            className={star <= filled ? 'star-full' : 'star-empty'}
            d="m10 1.8 2.5 5.3 5.8.8-4.2 4.1 1 5.8-5.1-2.8-5.1 2.8 1-5.8L1.7 7.9l5.8-.8Z"
          />
        </svg>
      ))}
    </span>
  );
}
