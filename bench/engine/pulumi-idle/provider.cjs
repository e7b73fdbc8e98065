/** A dynamic provider that does nothing. */
module.exports.provider = {
  check: (_olds, news) => Promise.resolve({ inputs: news, failures: [] }),
  diff: () => Promise.resolve({ changes: false }),
  create: (inputs) => Promise.resolve({ id: `${inputs.custSpaceId}/${inputs.phoneNumber}`, outs: inputs }),
};
