import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../words";

interface SheetProps {
  title: string;
  close: () => void;
  children: ComponentChildren;
}

/** A page over the page: the browser's own dialog keeps the focus inside and closes on Escape. */
export function Sheet({ title, close, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="sheet-title" onClose={close}>
      <div class="sheet-body">
        <h2 id="sheet-title">{title}</h2>
        {children}
        <button type="button" class="plain" onClick={close}>
          {words("sheet.close")}
        </button>
      </div>
    </dialog>
  );
}

interface TapProps {
  class?: string;
  disabled?: boolean;
  /** What a screen reader hears when the words on the button are too few. */
  label?: string;
  tap: () => unknown;
  children: ComponentChildren;
}

const GUARD = 500;

/** A button that a wet screen cannot press twice: a second tap within half a second does nothing. */
export function Tap({ tap, label, children, class: look = "", disabled = false }: TapProps) {
  const last = useRef(-Infinity);
  const press = () => {
    const now = performance.now();
    if (now - last.current < GUARD) return;
    last.current = now;
    tap();
  };
  return (
    <button type="button" class={look} disabled={disabled} aria-label={label} onClick={press}>
      {children}
    </button>
  );
}
