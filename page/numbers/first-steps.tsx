/** How the first number gets here. */
export function FirstSteps() {
  return (
    <div class="first-steps">
      <p>A number is here as soon as it is written. Point a stack at this emulator:</p>
      <pre tabIndex={0} aria-label="Commands">
        {[`pulumi config set cams:endpoint ${location.host}`, ...CREDENTIALS, "pulumi up"].join("\n")}
      </pre>
      <p>The access key is the one that the emulator printed when it started. Or add a number by hand:</p>
    </div>
  );
}

const CREDENTIALS = ["accessKey", "secretKey"].map((key) => `pulumi config set --secret cams:${key} …`);
