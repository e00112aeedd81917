// What opens something behind an address for as long as it is in the page: a log, a screen, a shell.
import { LitElement } from 'lit';

export abstract class Opening extends LitElement {
  private opened = '';

  /** Empty while it is not yet known. */
  protected abstract address(): string;
  protected abstract open(): void;
  protected abstract close(): void;

  updated() {
    const address = this.address();
    if (!address || this.opened === address) return;
    this.opened = address;
    this.open();
  }

  connectedCallback() {
    super.connectedCallback();
    this.opened = '';
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.close();
  }
}
