// Keys of the console. They are let through while one types, and go to the element that listens:
// Ctrl K to the frame, the others to the view that is open.
const inText = (event: KeyboardEvent) =>
  event.composedPath().some(
    (node) =>
      node instanceof HTMLElement &&
      (node.isContentEditable || /^(input|textarea|select)$/i.test(node.tagName) || node.localName === 'st-screen' || node.localName === 'st-terminal'),
  );

const dialogIsOpen = () =>
  document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-context-menu[opened]') !== null;

function rowOf(event: KeyboardEvent): string | undefined {
  const grid = event.composedPath().find((n) => n instanceof HTMLElement && n.localName === 'vaadin-grid') as any;
  return grid?.getEventContext(event)?.item?.key;
}

function tell(selector: string, key: string, row?: string) {
  const target = document.querySelector(selector);
  target?.dispatchEvent(new CustomEvent('st-key', { detail: { key, row: row ?? '' } }));
  return target !== null;
}

document.addEventListener(
  'keydown',
  (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      tell('.st-frame', 'palette');
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || inText(event) || dialogIsOpen()) return;
    if (event.key === '/') {
      // Here and not on the server: what is typed next belongs in the filter already.
      const filter = document.querySelector<HTMLElement>('.st-keys .st-filter');
      if (filter) event.preventDefault();
      filter?.focus();
    } else if (['c', 'Delete'].includes(event.key)) {
      if (tell('.st-keys', event.key, rowOf(event))) event.preventDefault();
    } else if (event.key === 'Enter' && rowOf(event)) {
      const onControl = event.composedPath().some((n) => n instanceof HTMLElement && /^(a|button|vaadin-checkbox)$/.test(n.localName));
      if (!onControl) tell('.st-keys', 'Enter', rowOf(event));
    } else if (event.key === 'j' || event.key === 'k') {
      const grid = event.composedPath().find((n) => n instanceof HTMLElement && n.localName === 'vaadin-grid');
      grid?.dispatchEvent(new KeyboardEvent('keydown', { key: event.key === 'j' ? 'ArrowDown' : 'ArrowUp', bubbles: true, composed: true }));
    }
  },
  true,
);
