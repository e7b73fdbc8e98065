/**
 * What tells Pulumi's dynamic-provider host where the code is. It is part of every user's state, in place of the whole
 * serialised provider: neither the package's name nor the sub-path can ever change.
 */
export const PROVIDER_TEXT = 'exports.handler=()=>require("pulumi-cams/provider").provider';
