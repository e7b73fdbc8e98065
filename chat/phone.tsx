import type { ComponentChildren } from "preact";

/** A neutral phone: a heading, what is in the chat, and what stands below it. */
export function Phone({ heading, label, children, footer }: PhoneProps) {
  return (
    <section class="phone" aria-label={label}>
      <header class="phone-heading">{heading}</header>
      <div class="phone-chat">{children}</div>
      {footer === undefined ? null : <footer class="phone-footer">{footer}</footer>}
    </section>
  );
}

interface PhoneProps {
  /** What the screen reader calls the phone, such as "The chat after the change". */
  readonly label: string;
  readonly heading: ComponentChildren;
  readonly children: ComponentChildren;
  readonly footer?: ComponentChildren;
}
