// @ts-nocheck
const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** US dollars, as the shop writes them. */
export function money(amount: number): string {
  return format.format(amount);
}
