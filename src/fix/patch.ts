/** Edits of one text, made one after another, kept as edits of the text they began with. */

/** A range of offsets; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A range of the original text and what stands there now. */
export interface Region extends Range {
  readonly newText: string;
}

interface Placed extends Region {
  readonly currentStart: number;
  readonly currentEnd: number;
}

/** A text and the edits that made it. It never changes: each edit gives another patch. */
export class Patch {
  readonly original: string;
  /** The text after all edits. */
  readonly current: string;
  /** Sorted; none touches another, none changes nothing. */
  readonly regions: readonly Region[];

  private constructor(original: string, current: string, regions: readonly Region[]) {
    this.original = original;
    this.current = current;
    this.regions = regions;
  }

  static of(text: string): Patch {
    return new Patch(text, text, []);
  }

  /** Replaces a range of the current text. Regions that the range touches become one with it. */
  replace({ start, end }: Range, newText: string): Patch {
    const placed = this.#placed();
    const before = placed.filter(({ currentEnd }) => currentEnd < start);
    const touched = placed.filter(({ currentStart, currentEnd }) => start <= currentEnd && currentStart <= end);
    const [first] = touched;
    const last = touched.at(-1);
    const from = Math.min(start, first?.currentStart ?? start);
    const to = Math.max(end, last?.currentEnd ?? end);
    const merged: Region = {
      start: first && from === first.currentStart ? first.start : from - shiftOf(before),
      end: last && to === last.currentEnd ? last.end : to - shiftOf([...before, ...touched]),
      newText: this.current.slice(from, start) + newText + this.current.slice(end, to),
    };
    const after = placed.filter(({ currentStart }) => currentStart > end);
    const isChange = this.original.slice(merged.start, merged.end) !== merged.newText;
    const regions = [...before, ...(isChange ? [merged] : []), ...after].map(({ start: at, end: to_, newText: text }) => ({
      start: at,
      end: to_,
      newText: text,
    }));
    return new Patch(this.original, this.current.slice(0, start) + newText + this.current.slice(end), regions);
  }

  /** The range of the original text that a range of the current one stands for: what an edit wrote counts as all that it replaced. */
  toOriginal({ start, end }: Range): Range {
    const placed = this.#placed();
    const aroundStart = placed.find(({ currentStart, currentEnd }) => currentStart <= start && start < currentEnd);
    const aroundEnd = placed.find(({ currentStart, currentEnd }) => currentStart < end && end <= currentEnd);
    const from = aroundStart?.start ?? start - shiftOf(placed.filter(({ currentEnd }) => currentEnd <= start));
    const to =
      aroundEnd?.end ?? end - shiftOf(placed.filter(({ currentEnd }) => currentEnd < end || (currentEnd === end && end === start)));
    return { start: from, end: Math.max(from, to) };
  }

  #placed(): readonly Placed[] {
    let shift = 0;
    return this.regions.map((region) => {
      const currentStart = region.start + shift;
      shift += region.newText.length - (region.end - region.start);
      return { ...region, currentStart, currentEnd: currentStart + region.newText.length };
    });
  }
}

function shiftOf(regions: readonly Region[]): number {
  return regions.reduce((sum, { start, end, newText }) => sum + newText.length - (end - start), 0);
}
