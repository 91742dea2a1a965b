import { type ClientList, NO_CLIENTS, sameClients } from './client-list.ts';
import { SAME_CLIENTS } from './encoded-reader.ts';

/**
 * Writes a payload as one flat list of integers and texts: a list for each part of each node costs more to make, to
 * parse and to collect than all that is in it. Equal payloads give equal lists.
 */
export class EncodedWriter {
  readonly values: (number | string)[] = [];
  private clients: ClientList = NO_CLIENTS;

  integer(value: number): void {
    this.values.push(value);
  }

  text(value: string): void {
    this.values.push(value);
  }

  integers(list: readonly number[]): void {
    this.values.push(list.length);
    for (let at = 0; at < list.length; at++) this.values.push(list[at] ?? 0);
  }

  /** Most fields have the clients of the field before. */
  clientList(list: ClientList): void {
    if (sameClients(list, this.clients)) this.values.push(SAME_CLIENTS);
    else {
      this.integers(list);
      this.clients = list;
    }
  }
}
