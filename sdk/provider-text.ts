/**
 * Tells Pulumi's dynamic-provider host where the code is. It is in every user's state, instead of the whole serialized
 * provider, so neither the package's name nor the sub-path can ever change.
 */
export const PROVIDER_TEXT = 'exports.handler=()=>require("pulumi-cams/provider").provider';
