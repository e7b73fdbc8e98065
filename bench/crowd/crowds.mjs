/** Who uses the account: clients that know nothing of each other, or one client beside steady foreign calls. */
export const CROWDS = [
  { title: "2 × 40, constant 300 ms", clients: 2, writes: 40, model: "constant-300" },
  { title: "2 × 40, jitter 30 + 270 ms", clients: 2, writes: 40, model: "jitter-300" },
  { title: "2 × 40, jitter 80 + 720 ms", clients: 2, writes: 40, model: "jitter-800" },
  { title: "2 × 40, cold", clients: 2, writes: 40, model: "cold-300" },
  { title: "2 × 200", clients: 2, writes: 200, model: "jitter-300" },
  { title: "3 × 40", clients: 3, writes: 40, model: "jitter-300" },
  { title: "4 × 40", clients: 4, writes: 40, model: "jitter-300" },
  { title: "5 × 40", clients: 5, writes: 40, model: "jitter-300" },
  ...[1, 2, 3, 4].map((foreign) => ({
    title: `60 beside ${foreign} foreign a second`,
    clients: 1,
    writes: 60,
    model: "jitter-300",
    foreign,
  })),
  {
    title: "2 × 40, throttled calls count",
    clients: 2,
    writes: 40,
    model: "jitter-300",
    behaviour: { throttledCallsCount: true },
    mostSeconds: 120,
  },
];
