/**
 * The n-th number, 0 or more and below 1, of the generator mulberry32 (published by Tommy Ettinger) for a seed of 32 bits.
 *
 * Its state is a counter that grows by a constant, so that every number can be had without those before it.
 */
export const mulberry32 = (seed: number, n: number): number => {
  let bits = (seed + Math.imul(n + 1, 0x6d2b79f5)) | 0
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1)
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
}
