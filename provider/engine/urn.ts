/** The name of a resource, the fourth part of its URN: https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
