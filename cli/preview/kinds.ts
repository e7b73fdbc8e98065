/** What happens to a number, in the order in which a preview is read. */
export const KINDS = {
  update: { sign: "~", title: "Update", done: "updated" },
  replace: { sign: "±", title: "Replace", done: "replaced" },
  replaced: { sign: "−", title: "Left by a replacement", done: "left by a replacement" },
  delete: { sign: "−", title: "Delete", done: "deleted" },
  uncertain: { sign: "?", title: "Not known yet", done: "not known yet" },
  create: { sign: "+", title: "Create", done: "created" },
  rename: { sign: "=", title: "Rename", done: "renamed" },
  other: { sign: "?", title: "Another operation", done: "changed by another operation" },
} as const;

export type ChangeKind = keyof typeof KINDS;
