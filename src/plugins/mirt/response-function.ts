/** Log-odds of P̂, a·θ − b (paper eq. 5); a and θ are [dims]. */
export function logOdds(discrimination: Float32Array, ability: Float32Array, difficulty: number): number {
  let sum = -difficulty;
  for (let k = 0; k < discrimination.length; k++) sum += (discrimination[k] as number) * (ability[k] as number);
  return sum;
}
