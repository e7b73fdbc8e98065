import { render } from "preact";
import { Phone } from "../chat/phone.js";
import { Prompts } from "../chat/prompts.js";

const app = document.querySelector("#app");
if (app)
  render(
    <Phone label="Chat" heading="Chat">
      <Prompts prompts={["Hello"]} />
    </Phone>,
    app,
  );
