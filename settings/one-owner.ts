/** What is wrong when two resources manage one number. */
export function bothManage(owner: string, name: string, number: string): string {
  return (
    `${owner} and ${name} both manage the number ${number}. A number has one set of settings, so each would ` +
    "overwrite the other's: remove one of them."
  );
}
