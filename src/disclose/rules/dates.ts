/** The days on which rules begin or end, as Unix seconds at midnight UTC. */

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 1000;

/** Art. 50 of the AI Act applies (Art. 113). */
export const EU_APPLIES: number = /* @__PURE__ */ day('2026-08-02');
/** End of the transition for systems placed on the market before it (Art. 111(4)). */
export const EU_TRANSITION_ENDS: number = /* @__PURE__ */ day('2026-12-02');
/** The California AI Transparency Act is operative (§ 22757.6). */
export const CA_OPERATIVE: number = /* @__PURE__ */ day('2026-08-02');
/** SB 1000, an urgency statute, was approved: no visible label, one more latent field. */
export const CA_SB_1000: number = /* @__PURE__ */ day('2026-09-30');
/** The Labelling Measures and GB 45438-2025 are in force. */
export const CN_IN_FORCE: number = /* @__PURE__ */ day('2025-09-01');
