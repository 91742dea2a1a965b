import type { ChangeClass, ChangeType } from '../../model/vocabulary.ts';
import type { Cell } from '../cell.ts';

/** What one bucket of an endpoint is compared by. Cells are read only. */
export interface BucketCells {
  readonly bucket: number;
  /** Sum of the hops that count. */
  readonly main: Cell;
  /** Sum of the hops that saw most of what calls carried. */
  readonly rich: Cell;
}

/** A change before it gets its endpoint and time. */
export interface Difference {
  readonly type: ChangeType;
  readonly class: ChangeClass;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Index of the bucket among those compared. */
  readonly at: number;
}
