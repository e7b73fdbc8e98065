const FIRST_NUMBER = 8_613_000_000_000;

/** Returns a program that declares `count` resources of a subject, from the `first` number on. */
export function programOf({ packageName, resource }, count, first = 0) {
  return `const { ${resource} } = require("${packageName}");

for (let index = 0; index < ${count}; index++) {
  new ${resource}("resource" + index, {
    custSpaceId: "cams-bench",
    phoneNumber: String(${FIRST_NUMBER + first} + index),
    prompts: ["Where is my order?", "Talk to a person"],
    commands: [
      { commandName: "order", commandDescription: "Track an order" },
      { commandName: "return", commandDescription: "Send something back" },
    ],
  });
}
`;
}

/** Turns the state of a program with one resource into that of the same program with `count` resources. */
export function multiplyState({ deployment, ...state }, count) {
  const isResource = ({ type }) => !type.startsWith("pulumi:");
  const first = JSON.stringify(deployment.resources.find(isResource));
  const resources = Array.from({ length: count }, (_, index) =>
    JSON.parse(
      first.replaceAll("::resource0", `::resource${index}`).replaceAll(String(FIRST_NUMBER), FIRST_NUMBER + index),
    ),
  );
  const others = deployment.resources.filter((one) => !isResource(one));
  return { ...state, deployment: { ...deployment, resources: [...others, ...resources] } };
}
